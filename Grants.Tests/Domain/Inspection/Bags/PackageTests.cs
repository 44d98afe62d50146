using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Bags;

namespace Grants.Tests.Domain.Inspection.Bags;

public sealed class PackageTests
{
    private static readonly PackageLimits Small = new(100, 10 << 20, 50);

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar")]
    public void A_bag_is_read_in_its_package_without_being_unpacked(string kind)
    {
        using var package = Open(
            kind,
            [.. Bag("two letters").Select(f => ($"bag-1/{f.Path}", f.Text))]
        );

        var report = BagCheck.Run(package.Files, _ => { }, TestContext.Current.CancellationToken);

        report.Findings.Should().BeEmpty();
        report.Payload.Should().ContainSingle().Which.Sha256.Should().Be(Sha256("two letters"));
    }

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar")]
    public void What_a_Mac_packs_beside_the_folder_doesn_t_hide_the_bag(string kind)
    {
        using var package = Open(
            kind,
            [
                ("__MACOSX/._bag-1", "x"),
                (".DS_Store", "x"),
                .. Bag("two letters").Select(f => ($"bag-1/{f.Path}", f.Text)),
                ("__MACOSX/bag-1/._bagit.txt", "x"),
            ]
        );

        BagCheck
            .Run(package.Files, _ => { }, TestContext.Current.CancellationToken)
            .Findings.Should()
            .BeEmpty();
    }

    [Fact]
    public void A_changed_file_is_told_with_both_checksums()
    {
        var bag = Bag("two letters");
        using var package = Open(
            ".zip",
            [
                .. bag.Where(f => !f.Path.StartsWith("data", StringComparison.Ordinal)),
                ("data/letter.txt", "one letter"),
            ]
        );

        BagCheck
            .Run(package.Files, _ => { }, TestContext.Current.CancellationToken)
            .Findings.Should()
            .ContainSingle(f => f.Code == FindingCodes.ChecksumDiffers)
            .Which.Should()
            .Match<Finding>(f =>
                f.Expected == Sha256("two letters") && f.Found == Sha256("one letter")
            );
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("data/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\Windows\\system.ini")]
    [InlineData("C:/Windows/system.ini")]
    [InlineData("\\\\server\\share\\file")]
    [InlineData("~/file")]
    [InlineData("%TEMP%\\file")]
    [InlineData("data\\..\\..\\file")]
    public void A_path_that_leaves_the_package_refuses_the_whole(string path)
    {
        foreach (var kind in (string[])[".zip", ".tar", ".tgz"])
        {
            using var package = Open(kind, [("good.txt", "good"), (path, "bad")]);

            package.Files.Should().BeEmpty();
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PathOutside);
        }
    }

    [Fact]
    public void A_link_in_a_tar_or_zip_is_refused()
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(
                new PaxTarEntry(TarEntryType.SymbolicLink, "data/link") { LinkName = "/etc/passwd" }
            );
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("data/link").ExternalAttributes = 0xA1FF << 16;

        foreach (var (kind, content) in ((string, MemoryStream)[])[(".tar", tar), (".zip", zip)])
        {
            using var package = Package.Open(
                () => new MemoryStream(content.ToArray()),
                "batch" + kind,
                Small,
                () => new MemoryStream()
            );
            package.Files.Should().BeEmpty();
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.Link);
        }
    }

    [Fact]
    public void What_grows_too_much_is_refused_unread()
    {
        using var bomb = Open(".zip", [("zeros.bin", new string('0', 4 << 20))]);
        using var many = Open(".zip", [.. Enumerable.Range(0, 101).Select(i => ($"{i}.txt", ""))]);
        using var large = Open(".tar", [("large.bin", new string('0', 11 << 20))]);

        foreach (var package in (Package[])[bomb, many, large])
        {
            package.Files.Should().BeEmpty();
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PackageBomb);
        }
    }

    [Fact]
    public void A_package_that_is_another_file_as_well_is_refused()
    {
        var zip = Bytes(".zip", Bag("two letters"));
        var tar = Bytes(".tar", Bag("two letters"));
        byte[] page = [.. "<html><script>alert(1)</script>"u8];
        foreach (
            var (kind, bytes) in ((string, byte[])[])
                [
                    (".zip", [.. page, .. zip]),
                    (".zip", [.. zip, .. page]),
                    (".zip", tar),
                    (".tar", zip),
                    (".tar", [.. page, .. tar]),
                    (".tar", page),
                ]
        )
        {
            using var package = Package.Open(
                () => new MemoryStream(bytes),
                "batch" + kind,
                Small,
                () => new MemoryStream()
            );
            package.Files.Should().BeEmpty();
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PackageBroken);
        }
    }

    [Fact]
    public void Entries_that_share_their_bytes_are_a_bomb()
    {
        var zip = Bytes(
            ".zip",
            [.. Enumerable.Range(0, 4).Select(i => ($"{i}.txt", new string((char)('a' + i), 50)))]
        );
        // Each entry of the directory says it has as many bytes as the whole.
        for (var i = 0; i < zip.Length - 46; i++)
            if (zip.AsSpan(i, 4).SequenceEqual("PK\x01\x02"u8))
                BitConverter.TryWriteBytes(zip.AsSpan(i + 20), zip.Length);
        using var package = Package.Open(
            () => new MemoryStream(zip),
            "batch.zip",
            Small,
            () => new MemoryStream()
        );
        package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PackageBomb);
    }

    [Fact]
    public void Lengths_that_are_lies_cost_no_memory()
    {
        var tar = Bytes(".tar", Bag("two letters"));
        var header = tar.AsSpan(0, 512);
        header[156].Should().Be((byte)'x');
        "17777777777\0"u8.CopyTo(header[124..]); // 2 GiB
        "        "u8.CopyTo(header[148..]);
        var sum = 0;
        foreach (var b in header)
            sum += b;
        Encoding
            .ASCII.GetBytes($"{Convert.ToString(sum, 8).PadLeft(6, '0')}\0 ")
            .CopyTo(header[148..]);
        var zip = Bytes(".zip", Bag("two letters"));
        BitConverter.TryWriteBytes(zip.AsSpan(zip.Length - 10), uint.MaxValue - 1);

        foreach (var (kind, bytes) in ((string, byte[])[])[(".tar", tar), (".zip", zip)])
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var package = Package.Open(
                () => new MemoryStream(bytes),
                "batch" + kind,
                Small,
                () => new MemoryStream()
            );
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(4 << 20);
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PackageBroken);
        }
    }

    [Theory]
    [InlineData(".zip")]
    [InlineData(".tar")]
    [InlineData(".tar.gz")]
    public void Damaged_bytes_are_a_finding_and_never_a_crash(string kind)
    {
        var whole = Bytes(kind, Bag("two letters"));
        var random = new Random(1975);
        for (var i = 0; i < 300; i++)
        {
            var bytes = whole.ToArray();
            for (var n = 0; n < 4; n++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 3 == 0)
                bytes = bytes[..random.Next(bytes.Length)];

            using var package = Package.Open(
                () => new MemoryStream(bytes),
                "batch" + kind,
                Small,
                () => new MemoryStream()
            );
            BagCheck.Run(package.Files, _ => { }, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public void A_packed_tar_is_inflated_once_and_leaves_nothing()
    {
        var bytes = Bytes(".tar.gz", Bag("two letters"));
        var spools = 0;
        using var spool = new MemoryStream();
        using (
            var package = Package.Open(
                () => new MemoryStream(bytes),
                "Batch.TAR.GZ",
                Small,
                () =>
                {
                    spools++;
                    return spool;
                }
            )
        )
        {
            package.Findings.Should().BeEmpty();
            package
                .Files.Select(f => f.Path)
                .Should()
                .Equal("bagit.txt", "manifest-sha256.txt", "bag-info.txt", "data/letter.txt");
            using var last = new StreamReader(package.Files[^1].Open());
            using var first = new StreamReader(package.Files[0].Open());
            last.ReadToEnd().Should().Be("two letters");
            first.ReadLine().Should().Be("BagIt-Version: 1.0");
            BagCheck
                .Run(package.Files, _ => { }, TestContext.Current.CancellationToken)
                .IsValid.Should()
                .BeTrue();
        }
        spools.Should().Be(1);
        spool.CanRead.Should().BeFalse("it is closed with the package");
    }

    /// <summary>Ten gigabytes of zeros are 10 MB of gzip: refused after the first of them.</summary>
    [Fact]
    public void A_packed_tar_that_grows_too_much_is_refused_on_the_way()
    {
        using var spool = new MemoryStream();
        var bomb = Packages.GzipOfZeros(10L << 30);
        using (
            var package = Package.Open(
                () => new MemoryStream(bomb),
                "batch.tgz",
                PackageLimits.Default,
                () => new Watched(spool)
            )
        )
        {
            package.Files.Should().BeEmpty();
            package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.PackageBomb);
        }
        spool.Length.Should().BeLessThan(4 << 20);
    }

    [Fact]
    public void A_packed_tar_without_room_is_refused_on_the_way()
    {
        var noise = new byte[300_000];
        new Random(3).NextBytes(noise);
        var bytes = Packages.Gzip(noise);
        using var spool = new MemoryStream();
        using var package = Package.Open(
            () => new MemoryStream(bytes),
            "batch.tgz",
            Small with
            {
                Room = 100_000,
            },
            () => new Watched(spool)
        );

        package.Findings.Should().ContainSingle(f => f.Code == FindingCodes.SpaceMissing);
        spool.Length.Should().BeLessThanOrEqualTo(100_000);
    }

    /// <summary>What was written stays to be looked at.</summary>
    private sealed class Watched(MemoryStream inner) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count);
            inner.Write(buffer, offset, count);
        }
    }

    private static (string Path, string Text)[] Bag(string text) =>
        [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            ("manifest-sha256.txt", $"{Sha256(text)}  data/letter.txt\n"),
            ("bag-info.txt", $"Payload-Oxum: {text.Length}.1\n"),
            ("data/letter.txt", text),
        ];

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Package Open(string kind, (string Path, string Text)[] files)
    {
        var bytes = Bytes(kind, files);
        return Package.Open(
            () => new MemoryStream(bytes),
            "batch" + kind,
            Small,
            () => new MemoryStream()
        );
    }

    private static byte[] Bytes(string kind, (string Path, string Text)[] files)
    {
        if (kind is ".tgz" or ".tar.gz")
            return Packages.Gzip(Bytes(".tar", files));
        using var stream = new MemoryStream();
        if (kind == ".zip")
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (path, text) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        else
        {
            using var tar = new TarWriter(stream, leaveOpen: true);
            foreach (var (path, text) in files)
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, path)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    }
                );
        }
        return stream.ToArray();
    }
}
