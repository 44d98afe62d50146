using System.Diagnostics;
using System.Globalization;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Sheets;

namespace Grants.Tests.Domain.Inspection;

/// <summary>
/// Mutated files of every format, and mutated sheets and manifests, through the readers: none throws, and none takes more
/// memory than a file may. The number of inputs is GRANTS_FUZZ_INPUTS; infra/fuzz runs a million and prints what it measured.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>Bytes that reading one small file may allocate.</summary>
    private const long MaxAllocated = 64 << 20;

    private const int Slice = 20_000;

    private static readonly (string Name, byte[] Content)[] Seeds =
    [
        ("a.tif", SampleFiles.Tiff()),
        ("be.tif", SampleFiles.Tiff(bigEndian: true)),
        ("big.tif", SampleFiles.Tiff(big: true)),
        ("a.jpg", SampleFiles.Jpeg()),
        ("a.png", SampleFiles.Png()),
        ("a.jp2", SampleFiles.Jpeg2000()),
        ("a.pdf", SampleFiles.Pdf("2b", font: true)),
        ("a.wav", SampleFiles.Wave()),
        ("b.wav", SampleFiles.Wave(broadcast: true)),
        ("c.wav", SampleFiles.Wave(kind: "BW64")),
        ("a.mp3", SampleFiles.Mp3(0xF3)),
        ("a.mov", SampleFiles.OldMovie("wide")),
        ("a.heic", SampleFiles.Boxes("heic")),
        ("a.hocr", SampleFiles.Hocr()),
        ("a.csv", SampleFiles.Sheet("a.tif", "b.tif")),
        (
            "b.csv",
            SampleFiles.Text(
                $"{SampleFiles.Heading};date;size\r\n\"a;\"\"b\";\"Митинг\nв парке\";Text;http://rightsstatements.org/vocab/InC/1.0/;P;a.tif;ca. 1973?;5 x 7 in\r\n"
            )
        ),
        ("a.xlsx", WorkbookTests.Small()),
        ("manifest-sha256.txt", SampleFiles.Text($"{new string('a', 64)}  a.tif\n")),
    ];

    /// <summary>Numbers that readers stumble over.</summary>
    private static readonly byte[][] Extremes =
    [
        [0, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0xFF],
        [0x7F, 0xFF, 0xFF, 0xFF],
        [0x80, 0, 0, 0],
        [0xFF, 0xFF, 0xFF, 0x7F],
        [0, 0, 0, 0x80],
        [1, 0, 0, 0],
        [0, 0, 0, 1],
        [0xFF, 0xFF],
        [0, 0, 0, 0, 0, 0, 0, 0x80],
    ];

    [Fact]
    public void No_mutated_input_makes_a_reader_throw_or_take_much_memory()
    {
        var count = int.TryParse(
            Environment.GetEnvironmentVariable("GRANTS_FUZZ_INPUTS"),
            CultureInfo.InvariantCulture,
            out var asked
        )
            ? asked
            : Slice;
        var began = Stopwatch.GetTimestamp();
        var (slowest, most) = (TimeSpan.Zero, 0L);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var number = 0; number < count; number++)
        {
            var (name, input) = Mutated(number);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            try
            {
                Read(name, input);
            }
            catch (Exception thrown)
            {
                var place = Path.Combine(Path.GetTempPath(), $"fuzz-{number}-{name}");
                File.WriteAllBytes(place, input);
                Assert.Fail($"Input {number}, kept as {place}: {thrown}");
            }
            var took = Stopwatch.GetElapsedTime(started);
            slowest = took > slowest ? took : slowest;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            most = Math.Max(most, allocated);
            allocated.Should().BeLessThan(MaxAllocated, $"input {number}, a mutated {name}");
        }
        if (Environment.GetEnvironmentVariable("GRANTS_FUZZ_REPORT") is { } report)
            File.WriteAllText(
                report,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count} inputs in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; the slowest took {slowest.TotalMilliseconds:0.0} ms; the most that one allocated is {most / 1000} kB; memory grew by {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1000} kB.\n"
                )
            );
    }

    private static void Read(string name, byte[] input)
    {
        if (BatchCheck.IsManifest(name))
            Manifest.Read(new MemoryStream(input), name);
        else if (BatchCheck.IsSheet(name))
            MetadataSheet.Read(new MemoryStream(input), name, MetadataProfile.Core);
        else
            FormatReader.Read(new MemoryStream(input));
    }

    /// <summary>The same for the same number, so that a failure can be had again.</summary>
    private static (string Name, byte[] Content) Mutated(int number)
    {
        var random = new Random(number);
        var (name, seed) = Seeds[random.Next(Seeds.Length)];
        List<byte> bytes = [.. seed];
        for (var edits = random.Next(1, 9); edits > 0 && bytes.Count > 0; edits--)
        {
            // Headers are at the beginning, so most edits are.
            var at = (int)(Math.Pow(random.NextDouble(), 2) * bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    var extreme = Extremes[random.Next(Extremes.Length)];
                    for (var i = 0; i < extreme.Length && at + i < bytes.Count; i++)
                        bytes[at + i] = extreme[i];
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 4:
                    bytes.InsertRange(
                        at,
                        bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at))
                    );
                    break;
                case 5:
                    var other = Seeds[random.Next(Seeds.Length)].Content;
                    var from = random.Next(other.Length);
                    bytes.InsertRange(
                        at,
                        other[from..Math.Min(other.Length, from + random.Next(1, 200))]
                    );
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }
        return (name, [.. bytes]);
    }
}
