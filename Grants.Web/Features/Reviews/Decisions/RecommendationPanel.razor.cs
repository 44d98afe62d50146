using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Grants.Domain.Applications;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Reviews.Decisions;

public sealed partial class RecommendationPanel(RecordRecommendation record)
{
    [Parameter, EditorRequired]
    public required DecisionDetails Details { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnDone { get; set; }

    private RecommendationForm Form { get; } = new();

    protected override void OnInitialized() =>
        Form.Amount = Details.Requested.Amount.ToString("0.00", CultureInfo.InvariantCulture);

    private async Task RecordAsync()
    {
        await record.RunAsync(
            Details.Id,
            Form.Advice,
            Form.Advice == Advice.Fund ? Amounts.Read(Form.Amount) : 0m,
            Form.Conditions?.Trim() ?? "",
            Form.Rationale!.Trim(),
            Gone
        );
        await OnDone.InvokeAsync();
    }

    private sealed class RecommendationForm
    {
        public Advice Advice { get; set; }

        public string? Amount { get; set; }

        [StringLength(4000, ErrorMessage = "Keep the conditions within 4,000 characters.")]
        public string? Conditions { get; set; }

        [Required(ErrorMessage = "Write the committee's reasons.")]
        public string? Rationale { get; set; }
    }
}
