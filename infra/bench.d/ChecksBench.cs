using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Features.Deliverables.Checking;
using Grants.Web.Platform.Imaging;
using NetVips;

namespace Grants.Bench;

/// <summary>
/// The check of deliveries: headers in memory beside exiftool on disk, broken files of others, and the command on a bag of 2 GB and on
/// one of 10,000 small files beside what only reckons their checksums.
/// </summary>
internal static class ChecksBench
{
    private const int Headers = 2000;
    private const int LargeFiles = 20;
    private const int LargeSize = 100 << 20;
    private const int SmallFiles = 10_000;
    private const int SmallSize = 20 << 10;

    public static async Task<IReadOnlyList<Figure>> RunAsync(
        string published,
        CancellationToken cancel
    )
    {
        var folder = Directory.CreateTempSubdirectory("grants-checks-");
        try
        {
            return
            [
                await HeadersAsync(folder.CreateSubdirectory("headers"), cancel),
                .. Broken(cancel),
                .. await BagAsync(
                    published,
                    folder.CreateSubdirectory("large"),
                    "2 GB bag",
                    LargeFiles,
                    LargeSize,
                    cancel
                ),
                .. await BagAsync(
                    published,
                    folder.CreateSubdirectory("small"),
                    "bag of 10,000 files",
                    SmallFiles,
                    SmallSize,
                    cancel
                ),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Figure> HeadersAsync(DirectoryInfo folder, CancellationToken cancel)
    {
        using var image = Image
            .Black(400, 300, bands: 3)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        var content = image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw);
        for (var file = 0; file < Headers; file++)
            await File.WriteAllBytesAsync(
                Path.Combine(folder.FullName, $"{file:0000}.tif"),
                content,
                cancel
            );
        var began = Stopwatch.GetTimestamp();
        foreach (var path in Directory.EnumerateFiles(folder.FullName))
        {
            await using var file = File.OpenRead(path);
            if (!FormatReader.Read(file).IsWhole)
                throw new InvalidOperationException($"{path} isn't whole.");
        }
        var ours = Headers / Stopwatch.GetElapsedTime(began).TotalSeconds;
        double? peer = null;
        if (Programs.Find("exiftool") is { } exiftool)
        {
            began = Stopwatch.GetTimestamp();
            await Programs.OutputAsync(exiftool, ["-fast2", "-q", "-r", folder.FullName], cancel);
            peer = Headers / Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        return new Figure(
            "checks",
            "TIFF headers and structures, one thread",
            ours,
            "per second",
            Limit.AtLeast(1000),
            peer,
            "exiftool"
        );
    }

    /// <returns>The longest and the largest of the broken files of others; nothing where they aren't at hand.</returns>
    private static IReadOnlyList<Figure> Broken(CancellationToken cancel)
    {
        var folder = Environment.GetEnvironmentVariable("GRANTS_FIXTURES") + "/files/broken";
        if (!Directory.Exists(folder))
            return [];
        var checks = new FileChecks(
            ProfileChoice.Default,
            new FileExaminers(new ImageDecoder()).All
        );
        var (longest, most) = (TimeSpan.Zero, 0L);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllBytes(path);
            var file = new CheckedFile(
                Path.GetFileName(path),
                content.Length,
                Convert.ToHexStringLower(SHA256.HashData(content)),
                () => new MemoryStream(content)
            );
            var (began, before) = (
                Stopwatch.GetTimestamp(),
                GC.GetAllocatedBytesForCurrentThread()
            );
            BatchCheck.RunOne(file, MetadataProfile.Core, checks, cancel);
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
            longest = TimeSpan.FromTicks(
                Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(began).Ticks)
            );
        }
        return
        [
            new Figure(
                "checks",
                "broken file of others, the longest check",
                longest.TotalMilliseconds,
                "ms",
                Limit.AtMost(2000)
            ),
            new Figure(
                "checks",
                "broken file of others, the most memory",
                most / 1e6,
                "MB",
                Limit.AtMost(64)
            ),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> BagAsync(
        string published,
        DirectoryInfo folder,
        string what,
        int files,
        int size,
        CancellationToken cancel
    )
    {
        await WriteBagAsync(folder, files, size, cancel);
        var data = Directory.GetFiles(Path.Combine(folder.FullName, "data"));
        var (took, megabytes) = await CheckAsync(published, folder.FullName, cancel);
        var sum = await TimedAsync("sha256sum", [], data, cancel);
        var openssl = await TimedAsync("openssl", ["dgst", "-sha256"], data, cancel);
        return
        [
            new Figure("checks", $"check of a {what}", took, "s", null, sum, "sha256sum"),
            new Figure("checks", $"check of a {what}", took, "s", null, openssl, "openssl dgst"),
            new Figure(
                "checks",
                $"memory while checking a {what}",
                megabytes,
                "MB",
                Limit.AtMost(400)
            ),
        ];
    }

    private static async Task WriteBagAsync(
        DirectoryInfo folder,
        int files,
        int size,
        CancellationToken cancel
    )
    {
        var data = folder.CreateSubdirectory("data").FullName;
        var manifest = new StringBuilder();
        var content = new byte[size];
        for (var number = 0; number < files; number++)
        {
            RandomNumberGenerator.Fill(content);
            var name = $"item_{number:00000}.bin";
            await File.WriteAllBytesAsync(Path.Combine(data, name), content, cancel);
            manifest
                .Append(Convert.ToHexStringLower(SHA256.HashData(content)))
                .Append("  data/")
                .AppendLine(name);
        }
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "bagit.txt"),
            "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            cancel
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "manifest-sha256.txt"),
            manifest.ToString(),
            cancel
        );
    }

    /// <summary>The whole command from start to end, with the most memory that was seen.</summary>
    private static async Task<(double Seconds, double Megabytes)> CheckAsync(
        string published,
        string bag,
        CancellationToken cancel
    )
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [Path.Combine(published, "Grants.Web.dll"), "check", bag, "--json"]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var most = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            if (!process.HasExited)
                most = Math.Max(most, process.WorkingSet64);
            await Task.Delay(50, cancel);
        }
        await output;
        if (process.ExitCode == 2)
            throw new InvalidOperationException("The check failed.");
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, most / 1e6);
    }

    /// <returns>Seconds, or null where the program isn't installed. The files were just read, so disk is out of both.</returns>
    private static async Task<double?> TimedAsync(
        string program,
        string[] arguments,
        string[] files,
        CancellationToken cancel
    )
    {
        if (Programs.Find(program) is not { } path)
            return null;
        var began = Stopwatch.GetTimestamp();
        foreach (var part in files.Chunk(1000))
            await Programs.OutputAsync(path, [.. arguments, .. part], cancel);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
