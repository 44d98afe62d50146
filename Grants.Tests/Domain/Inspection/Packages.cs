using System.Formats.Tar;
using System.IO.Compression;

namespace Grants.Tests.Domain.Inspection;

/// <summary>ZIP and tar packages and BagIt bags, made in memory.</summary>
internal static class Packages
{
    public static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    /// <summary>Members of a mebibyte, one after the other, as gzip allows (RFC 1952 2.2).</summary>
    /// <param name="size">Bytes that it inflates to.</param>
    public static byte[] GzipOfZeros(long size)
    {
        var member = Gzip(new byte[1 << 20]);
        var all = new byte[member.Length * (size >> 20)];
        for (var at = 0; at < all.Length; at += member.Length)
            member.CopyTo(all, at);
        return all;
    }

    public static byte[] Tar(params (string Path, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, leaveOpen: true))
            foreach (var (path, content) in files)
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, path)
                    {
                        DataStream = new MemoryStream(content),
                    }
                );
        return stream.ToArray();
    }

    /// <summary>The files of a bag of version 1.0 with a manifest in SHA-256.</summary>
    /// <param name="payload">Paths below data/.</param>
    public static (string Path, byte[] Content)[] Bag(
        params (string Path, byte[] Content)[] payload
    ) =>
        [
            (
                "bag-1/bagit.txt",
                SampleFiles.Text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
            ),
            (
                "bag-1/manifest-sha256.txt",
                SampleFiles.Text(
                    string.Concat(
                        payload.Select(f => $"{SampleFiles.Digest(f.Content)}  data/{f.Path}\n")
                    )
                )
            ),
            (
                "bag-1/bag-info.txt",
                SampleFiles.Text(
                    $"Payload-Oxum: {payload.Sum(f => f.Content.Length)}.{payload.Length}\n"
                )
            ),
            .. payload.Select(f => ($"bag-1/data/{f.Path}", f.Content)),
        ];
}
