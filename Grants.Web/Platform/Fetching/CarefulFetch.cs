using System.Net;
using System.Net.Sockets;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Fetching;

/// <summary>What may be reached. Tests reach a server of their own.</summary>
/// <param name="IsPublic">Asked of every address that a name leads to; one that isn't refuses the name.</param>
/// <param name="Ports">That may be asked.</param>
public sealed record FetchRules(
    Func<IPAddress, bool> IsPublic,
    Func<int, bool> Ports,
    Func<string, CancellationToken, Task<IPAddress[]>> Resolve
)
{
    /// <summary>How long one file may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long nothing may come.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(30);

    public static FetchRules Public { get; } =
        new(PublicAddress.Is, port => port is 80 or 443, Dns.GetHostAddressesAsync);
}

/// <summary>
/// Fetches what others wrote a link to, from public addresses only. A name is resolved once for each connection, all its addresses are
/// checked, and the connection goes to a checked address, so that a name which changes its mind (DNS rebinding) gains nothing. Every redirect
/// is a new question under the same rules.
/// </summary>
public sealed class CarefulFetch : IDisposable
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(15);

    private readonly FetchRules _rules;
    private readonly HttpMessageInvoker _http;

    public CarefulFetch(FetchRules rules)
    {
        _rules = rules;
        _http = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                Credentials = null,
                // A small answer that unpacks to a large one is a bomb.
                AutomaticDecompression = DecompressionMethods.None,
                ConnectTimeout = ConnectPatience,
                MaxResponseHeadersLength = 64,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ConnectCallback = ConnectAsync,
            }
        );
    }

    public void Dispose() => _http.Dispose();

    /// <param name="limit">Most bytes.</param>
    /// <param name="take">Gets the content; what it throws is passed on.</param>
    /// <exception cref="RefusedException">It may not be fetched, or can't be: why, in a sentence.</exception>
    public async Task<T> RunAsync<T>(
        Uri link,
        long limit,
        Func<Stream, CancellationToken, Task<T>> take,
        CancellationToken cancel
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_rules.Patience);
        try
        {
            using var answer = await AskAsync(link, patience.Token);
            if (answer.Content.Headers.ContentLength > limit)
                throw No($"{link.Host} offers more than the {ByteSize.Say(limit)} that fit.");
            await using var content = await answer.Content.ReadAsStreamAsync(patience.Token);
            await using var bounded = new WatchedStream(content, limit, _rules.Silence, link.Host);
            return await take(bounded, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw No($"{link.Host} took too long.");
        }
        catch (HttpRequestException failed)
        {
            throw failed.GetBaseException() as RefusedException
                ?? No($"{link.Host} doesn't give it: {failed.GetBaseException().Message}");
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri link, CancellationToken cancel)
    {
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            RefuseForm(link);
            using var request = new HttpRequestMessage(HttpMethod.Get, link);
            request.Headers.UserAgent.ParseAdd("Grants/1.0");
            var answer = await _http.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode && answer.StatusCode != HttpStatusCode.NoContent)
                return answer;
            using (answer)
            {
                if (
                    (int)answer.StatusCode is < 300 or > 399
                    || answer.Headers.Location is not { } next
                )
                    throw No(
                        $"{link.Host} answers {(int)answer.StatusCode} {answer.ReasonPhrase}."
                    );
                var leads = new Uri(link, next);
                if (link.Scheme == Uri.UriSchemeHttps && leads.Scheme != Uri.UriSchemeHttps)
                    throw No($"{link.Host} leads on to an address that isn't protected.");
                link = leads;
            }
        }
        throw No($"{link.Host} leads on and on; at most {MostRedirects} times are followed.");
    }

    private void RefuseForm(Uri link)
    {
        if (
            !link.IsAbsoluteUri
            || (link.Scheme != Uri.UriSchemeHttps && link.Scheme != Uri.UriSchemeHttp)
        )
            throw No($"\"{link}\" isn't a link that begins with https://.");
        if (link.UserInfo.Length > 0)
            throw No(
                $"The link to {link.Host} has a name or password in it. Give one that needs none."
            );
        if (!_rules.Ports(link.Port))
            throw No(
                $"The link to {link.Host} asks for port {link.Port}; only the usual ones are fetched from."
            );
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancel
    )
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await _rules.Resolve(host, cancel);
        if (addresses.Length == 0)
            throw No($"{host} isn't known.");
        if (!addresses.All(_rules.IsPublic))
            throw No($"{host} isn't on the public internet, so nothing is fetched from it.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static RefusedException No(string reason) => new(new Refusal(reason));

    /// <summary>No longer than the limit, and never silent for long.</summary>
    private sealed class WatchedStream(Stream inner, long limit, TimeSpan silence, string host)
        : Stream
    {
        private long _done;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _done;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer,
            CancellationToken cancellationToken = default
        )
        {
            using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            waits.CancelAfter(silence);
            var read = await TakeAsync(buffer, waits.Token);
            _done += read;
            return _done <= limit
                ? read
                : throw No($"{host} sends more than the {ByteSize.Say(limit)} that fit.");
        }

        /// <summary>A line that breaks off here is the other side's; what keeps the content throws its own.</summary>
        private async ValueTask<int> TakeAsync(Memory<byte> buffer, CancellationToken cancel)
        {
            try
            {
                return await inner.ReadAsync(buffer, cancel);
            }
            catch (IOException broken)
            {
                throw No($"{host} breaks off: {broken.GetBaseException().Message}");
            }
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException("Read it asynchronously.");

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
