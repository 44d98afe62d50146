using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Disbursements.Export;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Disbursements.Queue;

/// <summary>One queue for everybody who has to do with payments. It opens on what is due.</summary>
public sealed partial class PaymentsPage(
    ListPayments list,
    ExportPayments export,
    NavigationManager navigation
)
{
    private readonly HashSet<Guid> _chosen = [];
    private PaymentFilter _filter = PaymentFilter.Of(null, null);
    private IReadOnlyList<StatusTotal> _totals = [];
    private Page<PaymentRow>? _page;
    private ExportResult? _result;

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "text")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? PageNumber { get; set; }

    private string ExportAddress => $"{DisbursementsRoutes.Export}{new Uri(navigation.Uri).Query}";

    private Refusal? CannotExport =>
        _page?.Rows.FirstOrDefault(r => !r.IsForMe)?.Cannot.Export
        ?? (_chosen.Count == 0 ? new Refusal("Choose payments in the list.") : null);

    protected override async Task OnParametersSetAsync()
    {
        _filter = PaymentFilter.Of(Status, Text);
        _result = null;
        _chosen.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _totals = await list.TotalsAsync(Gone);
        _page = await list.RunAsync(_filter, PageNumber ?? 1, Gone);
    }

    private void Choose((Guid Id, bool Chosen) choice)
    {
        if (choice.Chosen)
            _chosen.Add(choice.Id);
        else
            _chosen.Remove(choice.Id);
    }

    private async Task ExportAsync()
    {
        _result = await export.RunAsync(_chosen, Gone);
        _chosen.Clear();
        await LoadAsync();
    }
}
