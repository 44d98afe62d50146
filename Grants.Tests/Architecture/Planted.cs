// One offender for each kind of rule, to prove that the rules can fail. They live in the namespaces that the rules are about.
#pragma warning disable CA1812, CA1852, IDE0130
namespace Grants.Domain.Planted
{
    internal sealed class DomainThatKnowsADatabase(Microsoft.EntityFrameworkCore.DbContext db)
    {
        public object Db => db;
    }
}

namespace Grants.Data.Planted
{
    internal sealed class DataThatKnowsAScreen(MudBlazor.MudTheme theme)
    {
        public object Theme => theme;
    }
}

namespace Grants.Web.Platform.Planted
{
    internal sealed class PlatformThatKnowsAFeature(Features.PlantedOne.PlantedUseCase useCase)
    {
        public object UseCase => useCase;
    }
}

namespace Grants.Web.Shared.Planted
{
    internal sealed class SharedThatKnowsAFeature(Features.PlantedOne.PlantedUseCase useCase)
    {
        public object UseCase => useCase;
    }
}

namespace Grants.Web.Features.PlantedOne
{
    internal sealed class PlantedUseCase(MudBlazor.MudTheme theme)
    {
        public Task<object> RunAsync() => Task.FromResult<object>(theme);
    }

    internal sealed class PlantedPage : Microsoft.AspNetCore.Components.ComponentBase
    {
        public Microsoft.EntityFrameworkCore.DbContext? Db { get; set; }
    }

    internal sealed class LibraryOutsideItsHome
    {
        public Type Csv => typeof(CsvHelper.CsvWriter);

        public CsvHelper.CsvWriter? Writer { get; set; }

        public Ical.Net.Calendar? Calendar { get; set; }

        public Amazon.S3.AmazonS3Client? Bucket { get; set; }

        public HarfBuzzSharp.Blob? Blob { get; set; }

        public Lucene.Net.Index.IndexWriter? Index { get; set; }

        public MailKit.Net.Smtp.SmtpClient? Smtp { get; set; }

        public MimeKit.MimeMessage? Message { get; set; }

        public Markdig.MarkdownPipeline? Markdown { get; set; }

        public NetVips.Image? Image { get; set; }

        public OpenTelemetry.Trace.TracerProviderBuilder? Tracing { get; set; }

        public System.CommandLine.Command? Command { get; set; }

        public DiffPlex.Differ? Differ { get; set; }

        public MiniExcelLibs.MiniExcelDataReader? Sheet { get; set; }

        public UglyToad.PdfPig.PdfDocument? Pdf { get; set; }
    }
}

namespace Grants.Web.Features.PlantedTwo
{
    internal sealed class FeatureThatKnowsAnother(PlantedOne.PlantedUseCase useCase)
    {
        public object UseCase => useCase;
    }
}
