using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Programs;

namespace Grants.Web.Platform.Imaging;

/// <summary>Decodes JPEG 2000 files with OpenJPEG's opj_decompress, where it is installed.</summary>
public sealed class Jpeg2000Examiner : IFileExaminer
{
    private static readonly Lazy<InstalledProgram?> Program = new(() =>
        InstalledProgram.Find("opj_decompress", "-h")
    );

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Bytes of the decoded image, four a sample, that the decoder holds at once.</summary>
    private const long MaxDecoded = 3L << 30;

    public string Agent => Program.Value?.Agent ?? "no JPEG 2000 decoder";

    public bool Takes(FileFacts facts) => facts.MediaType == "image/jp2";

    public Examination Examine(Stream content, FileFacts facts, CancellationToken cancel)
    {
        var done = new Examination(facts, "Every pixel was decoded");
        if (Program.Value is not { } program)
            return done with
            {
                NotDone =
                    "JPEG 2000 isn't decoded here: opj_decompress (OpenJPEG) isn't installed.",
            };
        if ((long)(facts.Width ?? 0) * (facts.Height ?? 0) * (facts.Samples ?? 1) * 4 > MaxDecoded)
            return done with { NotDone = "The image is too large to decode here." };
        using var file = new FileOnDisk(content, facts.Extensions[0] == ".j2k" ? ".j2k" : ".jp2");
        var result = program.Run(["-i", file.Place, "-o", file.Nowhere(".pgm")], Limit, cancel);
        if (result.TimedOut)
            return done with { NotDone = "Decoding took more than two minutes and was given up." };
        var complaint = result
            .Output.Split('\n', StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.StartsWith("[ERROR]", StringComparison.Ordinal));
        return result.ExitCode == 0 && complaint is null
            ? done
            : done with
            {
                Broken =
                    $"can't be decoded: {(complaint is null ? "the decoder gave up" : complaint["[ERROR]".Length..].Trim())}",
            };
    }

    /// <summary>A TIFF of the image, smaller by powers of two as long as the longest side stays as asked for.</summary>
    /// <exception cref="UnreadableImageException">It can't be decoded here.</exception>
    internal static byte[] Unpacked(
        Stream content,
        FileFacts facts,
        int longestSide,
        CancellationToken cancel
    )
    {
        var program =
            Program.Value
            ?? throw new UnreadableImageException(
                "JPEG 2000 images aren't converted here: opj_decompress (OpenJPEG) isn't installed. Deliver a TIFF or JPEG copy for display."
            );
        using var file = new FileOnDisk(content, facts.Extensions[0] == ".j2k" ? ".j2k" : ".jp2");
        var made = file.Other("out.tif");
        var halvings = Math.Max(
            0,
            (int)Math.Log2(Math.Max(facts.Width ?? 1, facts.Height ?? 1) / (double)longestSide)
        );
        // An image may have fewer levels than that.
        for (; halvings >= 0; halvings--)
        {
            var result = program.Run(
                ["-i", file.Place, "-o", made, "-r", $"{halvings}"],
                Limit,
                cancel
            );
            if (result.ExitCode == 0 && File.Exists(made))
                return File.ReadAllBytes(made);
        }
        throw new UnreadableImageException("The JPEG 2000 image can't be decoded.");
    }
}
