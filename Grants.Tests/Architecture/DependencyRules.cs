using System.Text.RegularExpressions;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Extensions;

namespace Grants.Tests.Architecture;

/// <param name="Applies">Types that the rule is about, by their full name.</param>
/// <param name="Forbids">Full names that they must not know. The first argument is the type that depends.</param>
public sealed record DependencyRule(
    string Says,
    Func<IType, bool> Applies,
    Func<string, string, bool> Forbids
)
{
    /// <summary>"Type knows type", one line for each breach.</summary>
    public IReadOnlyList<string> Breaches(ArchUnitNET.Domain.Architecture architecture) =>
        [
            .. architecture
                .Types.Where(t => t.IsOurs() && Applies(t))
                .SelectMany(t =>
                    t.Dependencies.Select(d => d.Target.FullName)
                        .Where(to => Forbids(t.FullName, to))
                        .Select(to => $"{t.FullName} knows {to}")
                )
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
}

/// <summary>docs/architecture.md as rules: who may know whom.</summary>
public static partial class DependencyRules
{
    /// <summary>Each library has one home; nothing else of ours knows it. Operator commands may live with their feature.</summary>
    private static readonly IReadOnlyList<(string Library, string Home)> Libraries =
    [
        ("Amazon", @"^Grants\.Web\.Platform\.Storage\."),
        ("CsvHelper", @"^Grants\.Web\.Platform\.Csv\."),
        ("DiffPlex", @"^Grants\.Web\.Platform\.Differences\."),
        ("HarfBuzzSharp", @"^Grants\.Web\.Platform\.Pdf\."),
        ("Ical.Net", @"^Grants\.Web\.Platform\.Calendar\."),
        ("Lucene", @"^Grants\.Web\.Platform\.Search\."),
        ("MailKit", @"^Grants\.Web\.Platform\.Mail\."),
        ("Markdig", @"^Grants\.Web\.Platform\.Markdown\."),
        ("MiniExcelLibs", @"^Grants\.Web\.Platform\.Spreadsheets\."),
        ("MimeKit", @"^Grants\.Web\.Platform\.Mail\."),
        ("NetVips", @"^Grants\.Web\.Platform\.Imaging\."),
        ("UglyToad", @"^Grants\.Web\.Platform\.Pdf\."),
        ("OpenTelemetry", @"^Grants\.Web\.Platform\.Observability\."),
        (
            "System.CommandLine",
            @"^Grants\.Web\.(Commands|Platform\.Operator)\.|^Grants\.Web\.Features\..*Command(\b|[+/])"
        ),
    ];

    public static IReadOnlyList<DependencyRule> All { get; } =
    [
        new(
            "The domain knows the base class library and itself",
            t => In(t, "Grants.Domain."),
            (_, to) => !to.StartsWith("Grants.Domain.", StringComparison.Ordinal) && !IsBase(to)
        ),
        new(
            "Data knows nothing of screens",
            t => In(t, "Grants.Data."),
            (_, to) => Starts(to, "Grants.Web.", "MudBlazor.", "Microsoft.AspNetCore.Components.")
        ),
        new(
            "Components don't touch the database",
            IsComponent,
            (_, to) => Starts(to, "Microsoft.EntityFrameworkCore.", "Grants.Data.GrantsDb")
        ),
        new(
            "Use cases don't know components",
            t => In(t, "Grants.Web.Features.") && !IsComponent(t) && RunAsync(t),
            (_, to) => Starts(to, "MudBlazor.", "Microsoft.AspNetCore.Components.")
        ),
        new(
            "A feature knows another one only through its routes",
            t => In(t, "Grants.Web.Features."),
            (from, to) =>
                FeatureOf(to) is { } other
                && other != FeatureOf(from)
                && !to.EndsWith("Routes", StringComparison.Ordinal)
        ),
        new(
            "The platform knows no feature",
            t => In(t, "Grants.Web.Platform."),
            (_, to) => Starts(to, "Grants.Web.Features.")
        ),
        new(
            "Shared components know no feature",
            t => In(t, "Grants.Web.Shared."),
            (_, to) => Starts(to, "Grants.Web.Features.")
        ),
        .. Libraries.Select(l => new DependencyRule(
            $"{l.Library} has one home",
            t => !Regex.IsMatch(t.FullName, l.Home),
            (_, to) => to.StartsWith(l.Library + ".", StringComparison.Ordinal)
        )),
    ];

    /// <summary>Not what the compiler made (regular expressions, embedded attributes), and not the test classes themselves.</summary>
    public static bool IsOurs(this IType type) =>
        type.FullName.StartsWith("Grants.", StringComparison.Ordinal)
        && !type.FullName.StartsWith("Grants.Tests.", StringComparison.Ordinal);

    private static bool In(IType type, string prefix) =>
        type.FullName.StartsWith(prefix, StringComparison.Ordinal);

    private static bool Starts(string name, params string[] prefixes) =>
        prefixes.Any(p => name.StartsWith(p, StringComparison.Ordinal));

    private static bool IsBase(string name) =>
        Starts(name, "System.", "Microsoft.CodeAnalysis.", "System.Runtime.")
        || !name.Contains('.', StringComparison.Ordinal)
        // The compiler's own types, and type parameters ("T Grants.Domain...::Method<T>").
        || name.StartsWith('<')
        || name.Contains("::", StringComparison.Ordinal);

    private static bool IsComponent(IType type) =>
        type is Class known
        && known
            .InheritedClasses.Concat([known])
            .Any(c =>
                c.FullName == "Microsoft.AspNetCore.Components.ComponentBase"
                || c.Dependencies.Any(d =>
                    d.Target.FullName
                    == "Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder"
                )
            );

    private static bool RunAsync(IType type) =>
        type.GetMethodMembers().Any(m => m.Name.StartsWith("RunAsync(", StringComparison.Ordinal));

    private static string? FeatureOf(string name) =>
        Feature().Match(name) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"^Grants\.Web\.Features\.([^.]+)\.")]
    private static partial Regex Feature();
}
