using Grants.Domain.Inspection.Formats;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Web.Platform.Imaging;

/// <summary>Decodes every pixel of TIFF, JPEG and PNG files with libvips.</summary>
public sealed class PixelExaminer(ImageDecoder decoder) : IFileExaminer
{
    public string Agent => ImageDecoder.Agent;

    public bool Takes(FileFacts facts) =>
        facts.MediaType is "image/tiff" or "image/jpeg" or "image/png";

    public Examination Examine(Stream content, FileFacts facts, CancellationToken cancel)
    {
        var done = new Examination(
            facts,
            facts.Pages > 1 ? "Every pixel of every image was decoded" : "Every pixel was decoded"
        );
        // libvips refuses these with "bad labq format", also those that it wrote itself.
        if (facts is { MediaType: "image/tiff", Colour: Colours.Lab, Bits: 8 })
            return done with { NotDone = "Lab colour in eight bits isn't decoded here." };
        try
        {
            decoder.Decode(content, facts.Pages ?? 1, cancel);
            return done;
        }
        catch (ImageTooLargeException large)
        {
            return done with { NotDone = large.Message };
        }
        catch (UnreadableImageException broken)
        {
            return done with
            {
                Broken =
                    "can't be decoded: its image data is damaged or cut short"
                    + (broken.InnerException is { } why ? $" ({FirstLine(why.Message)})" : ""),
            };
        }
    }

    private static string FirstLine(string message)
    {
        var lines = message.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        // The first says that the call failed, the second why.
        return lines.Length > 1 ? lines[1] : lines.FirstOrDefault() ?? "";
    }
}
