using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Grants.Domain.Applications;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Decisions;

public sealed partial class DecisionPanel(DecideApplication decide)
{
    [Parameter, EditorRequired]
    public required DecisionDetails Details { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    private DecisionForm Form { get; } = new();

    private bool IsApproval => Form.Verb == nameof(Application.Approve);

    protected override void OnInitialized()
    {
        var advised = Details.Recommendations is [var newest, ..] ? newest : null;
        var amount = advised is { Advice: Advice.Fund } ? advised.Amount : Details.Requested;
        Form.Amount = amount.Amount.ToString("0.00", CultureInfo.InvariantCulture);
        Form.Conditions = advised?.Conditions;
        Form.Verb = ReadDecision.Verbs.First(v => Details.CannotDecide[v] is null);
    }

    private async Task DecideAsync()
    {
        var rationale = Form.Rationale!.Trim();
        if (IsApproval)
            await decide.ApproveAsync(
                Details.Id,
                Amounts.Read(Form.Amount),
                Form.Conditions?.Trim() ?? "",
                rationale,
                Gone
            );
        else
            await decide.RunAsync(Details.Id, Form.Verb, rationale, Gone);
        await OnDone.InvokeAsync();
    }

    private sealed class DecisionForm
    {
        public string Verb { get; set; } = "";

        public string? Amount { get; set; }

        [StringLength(4000, ErrorMessage = "Keep the conditions within 4,000 characters.")]
        public string? Conditions { get; set; }

        [Required(ErrorMessage = "Write the reasons for the decision.")]
        public string? Rationale { get; set; }
    }
}
