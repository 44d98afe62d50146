using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Grants.Domain.Catalog.Edtf;
using Grants.Web.Platform.Operator;

namespace Grants.Web.Features.Catalog.Dates;

/// <summary>Reads a list of dates as the catalog does, for archives that clean their sheets. Needs no database.</summary>
internal sealed class DatesCommand : IOperatorCommand
{
    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Other encodings are an error, not a line of question marks.</summary>
    private static readonly UTF8Encoding Utf8OrRefused = new(false, throwOnInvalidBytes: true);

    private readonly Argument<string> _file = new("FILE")
    {
        Description =
            "A text file in UTF-8 with one date on each line; - reads from standard input.",
    };

    public Command Make()
    {
        var command = new Command(
            "dates",
            "Read dates as EDTF (ISO 8601-2:2019) and offer what others may mean. Ends with 0 when all are EDTF, 1 when some aren't, 2 when the file can't be read."
        )
        {
            _file,
            Reports.Json,
        };
        command.SetAction((arguments, cancel) => ReadAsync(arguments, cancel));
        return command;
    }

    private async Task<int> ReadAsync(ParseResult arguments, CancellationToken cancel)
    {
        var path = arguments.GetRequiredValue(_file);
        var asJson = arguments.GetValue(Reports.Json);
        var output = arguments.InvocationConfiguration.Output;
        using var lines =
            path == "-" ? Console.In : new StreamReader(Path.GetFullPath(path), Utf8OrRefused);
        var code = ExitCode.Done;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            var reading = DateReading.Of(line);
            if (!reading.Valid)
                code = ExitCode.Refused;
            await output.WriteLineAsync(
                asJson ? JsonSerializer.Serialize(reading, OneLine) : InWords(reading)
            );
        }
        return code;
    }

    private static string InWords(DateReading date) =>
        date switch
        {
            { Valid: true } => $"{date.Input}\t{date.Display}",
            { Edtf: { } offer } => $"{date.Input}\tnot EDTF; {offer}? ({date.Display})",
            _ => $"{date.Input}\tnot EDTF, and it can't be told what is meant",
        };

    /// <param name="Edtf">The input, or what is offered in its place; null when it can't be told what is meant.</param>
    /// <param name="Level">0 to 2, of <paramref name="Edtf"/>.</param>
    /// <param name="Valid">Whether the input itself is EDTF.</param>
    /// <param name="Earliest">First day, ISO 8601; null when open or unknown, and so for the last.</param>
    private sealed record DateReading(
        string Input,
        string? Edtf,
        int? Level,
        bool Valid,
        string? Earliest,
        string? Latest,
        string Display
    )
    {
        public static DateReading Of(string input)
        {
            var read = EdtfValue.Parse(input);
            var valid = read is not null;
            if (read is null && DateOffer.For(input) is { } offer)
                read = EdtfValue.Parse(offer);
            return new DateReading(
                input,
                read?.Text,
                read?.Level,
                valid,
                read?.Earliest?.ToString(),
                read?.Latest?.ToString(),
                read is null ? input : DateWords.Of(read.Text)
            );
        }
    }
}
