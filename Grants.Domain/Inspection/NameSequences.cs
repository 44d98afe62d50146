using System.Globalization;
using System.Text.RegularExpressions;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Domain.Inspection;

/// <summary>
/// The running numbers in the names of an item's files, after the default pattern
/// {orgcode}_{collection}_{box}_{folder}_{item}_{seq}{suffix}.{ext}. Shorter names are numbered within a row of the sheet only:
/// elsewhere the number may be the item's own.
/// </summary>
public static partial class NameSequences
{
    private const string Source = "Default file naming pattern";

    /// <param name="files">Names of the objects, each with the number of the sheet's row that names it, or null.</param>
    public static IReadOnlyList<Finding> Check(IEnumerable<(string Name, int? Row)> files) =>
        [
            .. files
                .Select(f => Numbered.Of(f.Name, f.Row))
                .OfType<Numbered>()
                .GroupBy(f => (f.Item, Row: f.IsWhole ? null : f.Row))
                .Where(g => g.First().IsWhole || (g.Key.Row is not null && g.Count() > 1))
                .OrderBy(g => Natural(g.Key.Item), StringComparer.Ordinal)
                .SelectMany(g => OfItem([.. g.OrderBy(f => f.Number)])),
        ];

    private static IEnumerable<Finding> OfItem(IReadOnlyList<Numbered> files)
    {
        var width = files.Min(f => f.Text.Length);
        foreach (var role in files.GroupBy(f => f.Role))
            if (Missing([.. role], width) is { } missing)
                yield return Found(
                    FindingCodes.SequenceGap,
                    role.First(),
                    $"Of the {role.Key} of {role.First().Item} {missing} {(IsOne(missing) ? "is" : "are")} missing. Send what is missing, or number the files without gaps.",
                    "numbers without gaps",
                    $"without {missing}"
                );
        if (files.FirstOrDefault(f => f.Text != Padded(f.Number, width)) is { } other)
            yield return Found(
                FindingCodes.SequencePadding,
                other,
                $"The numbers of {other.Item} have different leading zeros: \"{files.First(f => f.Text.Length == width).Text}\" and \"{other.Text}\". Write all with the same number of digits, or they sort wrongly.",
                Padded(other.Number, width),
                other.Text
            );
        foreach (var finding in Unpaired(files, width))
            yield return finding;
    }

    /// <summary>Where some of the item come as master and as access copy, all should.</summary>
    private static IEnumerable<Finding> Unpaired(IReadOnlyList<Numbered> files, int width)
    {
        var masters = files.Where(f => f.Role == Numbered.Masters).ToLookup(f => f.Number);
        var copies = files.Where(f => f.Role == Numbered.Copies).ToLookup(f => f.Number);
        if (!masters.Any(m => copies.Contains(m.Key)))
            yield break;
        foreach (
            var (alone, code, what) in ((IReadOnlyList<Numbered>, string, string)[])
                [
                    (
                        [.. masters.Where(m => !copies.Contains(m.Key)).Select(m => m.First())],
                        FindingCodes.AccessCopyMissing,
                        "no access copy"
                    ),
                    (
                        [.. copies.Where(c => !masters.Contains(c.Key)).Select(c => c.First())],
                        FindingCodes.MasterMissing,
                        "no master"
                    ),
                ]
        )
            if (alone.Count > 0)
            {
                var numbers = InWords(Ranges([.. alone.Select(f => f.Number)]), width);
                yield return Found(
                    code,
                    alone[0],
                    $"Others of {alone[0].Item} have both, and {numbers} {(alone.Count == 1 ? "has" : "have")} {what}. Send what is missing.",
                    "a master and an access copy of each",
                    $"{what} of {numbers}"
                );
            }
    }

    /// <summary>Numbers that are missing between the first and the last, and before the first; null when none is.</summary>
    /// <param name="files">In order.</param>
    private static string? Missing(IReadOnlyList<Numbered> files, int width)
    {
        List<(int From, int To)> missing = [];
        if (files[0].IsWhole && files[0].Number > 1)
            missing.Add((1, files[0].Number - 1));
        missing.AddRange(
            files
                .Zip(files.Skip(1))
                .Where(p => p.Second.Number > p.First.Number + 1)
                .Select(p => (p.First.Number + 1, p.Second.Number - 1))
        );
        return missing.Count == 0 ? null : InWords(missing, width);
    }

    private static List<(int From, int To)> Ranges(IReadOnlyList<int> numbers)
    {
        List<(int From, int To)> ranges = [];
        foreach (var number in numbers.Order())
            if (ranges is [.., var last] && last.To + 1 == number)
                ranges[^1] = (last.From, number);
            else
                ranges.Add((number, number));
        return ranges;
    }

    /// <summary>"0003, 0007-0009".</summary>
    private static string InWords(IEnumerable<(int From, int To)> ranges, int width) =>
        string.Join(
            ", ",
            ranges.Select(r =>
                r.From == r.To
                    ? Padded(r.From, width)
                    : $"{Padded(r.From, width)}-{Padded(r.To, width)}"
            )
        );

    private static bool IsOne(string missing) => missing.All(char.IsAsciiDigit);

    private static string Padded(int number, int width) =>
        number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');

    /// <summary>So that box 2 comes before box 10.</summary>
    private static string Natural(string item) =>
        Digits().Replace(item, m => m.Value.PadLeft(20, '0'));

    private static Finding Found(
        string code,
        Numbered at,
        string message,
        string expected,
        string found
    ) => new(code, FindingSeverity.Warning, at.Name, message, expected, found, Source);

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    /// <summary>A name without its suffix that ends in a number. Six digits are more files than an item has.</summary>
    [GeneratedRegex("^(?<item>.+)_(?<number>[0-9]{1,6})$")]
    private static partial Regex Pattern();

    /// <param name="Item">What stands before the number.</param>
    /// <param name="IsWhole">The name has all parts of the default pattern.</param>
    private sealed record Numbered(
        string Name,
        string Item,
        string Text,
        int Number,
        string Role,
        bool IsWhole,
        int? Row
    )
    {
        public const string Masters = "masters";
        public const string Copies = "access copies";

        /// <summary>Organization, collection, box, folder and item.</summary>
        private const int PartsBefore = 5;

        public static Numbered? Of(string name, int? row)
        {
            var match = Pattern().Match(FileRoles.StemOf(name));
            var role = FileRoles.Of(name) switch
            {
                FileRole.AccessCopy => Copies,
                FileRole.Transcript => "transcripts",
                FileRole.Thumbnail => "thumbnails",
                _ => FileRoles.IsMaster(name) ? Masters : null,
            };
            if (!match.Success || role is null)
                return null;
            var item = match.Groups["item"].Value;
            var text = match.Groups["number"].Value;
            return new Numbered(
                name,
                item,
                text,
                int.Parse(text, CultureInfo.InvariantCulture),
                role,
                item.Split('_').Length >= PartsBefore,
                row
            );
        }
    }
}
