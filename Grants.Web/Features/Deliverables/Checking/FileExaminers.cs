using Grants.Domain.Inspection.Profiles;
using Grants.Web.Platform.Imaging;
using Grants.Web.Platform.Pdf;
using Grants.Web.Platform.Video;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>All that looks into files here: libraries that come along and programs that may be installed.</summary>
public sealed class FileExaminers(ImageDecoder decoder)
{
    public IReadOnlyList<IFileExaminer> All { get; } =
    [new PixelExaminer(decoder), new Jpeg2000Examiner(), new PdfExaminer(), new ProbeExaminer()];
}
