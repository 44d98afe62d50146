using System.Globalization;
using Grants.Domain.Programs;
using Grants.Web.Features.Applications;

namespace Grants.Web.Features.Programs;

public static class ProgramsRoutes
{
    public const string Programs = "/work/programs";
    public const string Funds = "/work/funds";
    public const string FundsCsv = "/work/funds.csv";
    public const string CallsCsv = "/work/calls.csv";
    public const string PublicCalls = "/calls";
    public const string Feed = "/calls.json";

    public static string Program(Guid id) => $"{Programs}/{id}";

    public static string Fund(Guid id) => $"{Funds}/{id}";

    public static string LedgerCsv(Guid fundId) => $"{Funds}/{fundId}/ledger.csv";

    public static string NewCall(Guid programId) => $"/work/calls/new?program={programId}";

    public static string Call(Guid id) => $"/work/calls/{id}";

    public static string Clone(Guid callId) => $"/work/calls/{callId}/clone";

    /// <summary>A draft of the full proposals that follow this call's letters of intent.</summary>
    public static string CloneAsSecondStage(Guid callId) => $"{Clone(callId)}?second=true";

    /// <summary>Later deadlines for single applicants.</summary>
    public static string Extensions(Guid callId) => $"/work/calls/{callId}/extensions";

    /// <summary>The letters of intent, to invite from.</summary>
    /// <param name="callId">Of the second stage.</param>
    public static string Invite(Guid callId) => $"/work/calls/{callId}/invite";

    public static string CallsOf(Guid? programId, CallStatus? status) =>
        CallsCsv
        + Query(
            ("program", programId?.ToString()),
            ("status", status?.ToString().ToLower(CultureInfo.InvariantCulture))
        );

    /// <summary>The status that an address filters by; a word that is none filters nothing.</summary>
    public static CallStatus? StatusOf(string? word) =>
        Enum.TryParse<CallStatus>(word, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status
            : null;

    public static string PublicCall(string slug) => $"{PublicCalls}/{slug}";

    public static string Calendar(string slug) => $"{PublicCalls}/{slug}.ics";

    /// <summary>The call's applications as staff see them.</summary>
    public static string ApplicationsOf(Guid callId) => $"{ApplicationsRoutes.All}?call={callId}";

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var given = parts.Where(p => p.Value is not null).Select(p => $"{p.Name}={p.Value}");
        var query = string.Join('&', given);
        return query.Length == 0 ? "" : $"?{query}";
    }
}
