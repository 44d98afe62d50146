using System.CommandLine;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Catalog.Import;

internal sealed class ImportCatalogCommand(OperatorHost host) : IOperatorCommand
{
    private readonly Argument<FileInfo> _file = new("FILE")
    {
        Description = "A CSV or XLSX file with headings in its first row.",
    };

    private readonly Option<string> _institution = new("--institution")
    {
        Description = "The organization that holds the items, by its legal name or id.",
        Required = true,
    };

    private readonly Option<bool> _apply = new("--apply")
    {
        Description =
            "Store the records as drafts. Without it nothing is stored and the result is a rehearsal.",
    };

    public Command Make()
    {
        var command = new Command(
            "import-catalog",
            $"Make draft records of the catalog from a sheet, all or none. Columns: {string.Join(", ", MetadataProfile.Records.Fields.Select(f => f.Name))}; identifier and title are needed, several values in a cell are separated by \";\"."
        )
        {
            _file,
            _institution,
            _apply,
            Reports.Json,
        };
        command.SetAction(
            (arguments, cancel) =>
                host.RunOnDatabaseAsync(s => ImportAsync(arguments, s, cancel), cancel)
        );
        return command;
    }

    private async Task<int> ImportAsync(
        ParseResult arguments,
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        var file = arguments.GetRequiredValue(_file);
        if (!file.Exists)
            throw new FileNotFoundException($"There is no file {file.FullName}.");
        await using var sheet = file.OpenRead();
        var report = await services
            .GetRequiredService<ImportRecords>()
            .RunAsync(
                sheet,
                arguments.GetRequiredValue(_institution),
                arguments.GetValue(_apply),
                cancel
            );
        arguments.Report(report, InWords(report));
        return report.Errors.Count == 0 ? ExitCode.Done : ExitCode.Refused;
    }

    private static string InWords(ImportReport report)
    {
        var rows = report.Rows == 1 ? "1 row" : $"{report.Rows} rows";
        if (report.Errors.Count > 0)
            return string.Join('\n', report.Errors.Select(e => $"{e.Path}: {e.Message}"))
                + $"\n{report.Errors.Count} {(report.Errors.Count == 1 ? "error" : "errors")}; nothing was stored.";
        return report.Applied
            ? $"{rows} became draft records of {report.Institution}."
            : $"{rows} would become draft records of {report.Institution}. Nothing was stored; add --apply to store them.";
    }
}
