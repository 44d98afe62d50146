using System.Net.Http.Headers;
using System.Text;
using Grants.Web.Platform.Uploads;

namespace Grants.Tests.Support;

/// <summary>Requests of the tus protocol as the browser's script sends them, with the form token of the page.</summary>
internal static class TusRequests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> SendTusAsync(
        this HttpClient browser,
        string token,
        HttpMethod method,
        string address,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        request.Headers.Add("RequestVerificationToken", token);
        request.Headers.Add("Tus-Resumable", UploadEndpoints.Version);
        return await browser.SendAsync(request, Cancel);
    }

    public static Task<HttpResponseMessage> AddChunkAsync(
        this HttpClient browser,
        string token,
        string upload,
        long offset,
        byte[] chunk,
        params (string Name, string Value)[] headers
    )
    {
        return browser.SendTusAsync(
            token,
            HttpMethod.Patch,
            upload,
            Chunk(chunk),
            [("Upload-Offset", offset.ToString()), .. headers]
        );
    }

    public static HttpContent Chunk(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(UploadEndpoints.ChunkType);
        return content;
    }

    /// <summary>The form of a value in Upload-Metadata.</summary>
    public static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
