using Grants.Domain.Kernel;

namespace Grants.Web.Features.Applications.Screening;

/// <summary>What to do with the chosen applications, as it is filled in.</summary>
public sealed class BulkOrderForm
{
    public BulkVerb Verb { get; set; } = BulkVerb.BeginScreening;

    public Guid? AssigneeId { get; set; }

    public string? Code { get; set; }

    public string? Reason { get; set; }

    public RequestInfoModel Request { get; } = new();

    /// <summary>Null when it can be carried out; the verb itself checks each application.</summary>
    public Refusal? Incomplete =>
        Verb switch
        {
            BulkVerb.Assign when AssigneeId is null => new("Choose a colleague."),
            BulkVerb.RequestInfo => Request.Incomplete,
            BulkVerb.MarkIneligible when string.IsNullOrEmpty(Code) => new(
                "Choose which condition they don't meet."
            ),
            BulkVerb.MarkIneligible when string.IsNullOrWhiteSpace(Reason) => new(
                "Say what you found."
            ),
            _ => null,
        };

    public static string Say(BulkVerb verb) =>
        verb switch
        {
            BulkVerb.Assign => "Assign to a colleague",
            BulkVerb.BeginScreening => "Begin screening",
            BulkVerb.PassScreening => "Pass to review",
            BulkVerb.RequestInfo => "Ask the applicants for more",
            BulkVerb.MarkIneligible => "Mark ineligible",
            _ => throw new InvalidOperationException($"No word for {verb}."),
        };

    public BulkOrder ToOrder() =>
        new(Verb)
        {
            AssigneeId = AssigneeId,
            Code = Code,
            Request = Request is { Incomplete: null, DueOn: { } due, Message: { } message }
                ? new InfoOrder([.. Request.Sections], due, message)
                : null,
            Reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
        };
}
