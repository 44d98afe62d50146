using System.IO.Compression;

namespace Grants.Web.Platform.Pdf.Writing;

internal static class Deflate
{
    /// <returns>A zlib stream (RFC 1950), as PDF's FlateDecode reads it.</returns>
    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);
        return packed.ToArray();
    }
}
