using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Web.Features.Disbursements.Export;
using Grants.Web.Shared.Dialogs;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Disbursements.Paying;

public sealed partial class PaymentActions(
    RequestPayment request,
    ApprovePayment approve,
    QueryPayment query,
    ExportPayments export,
    MarkPaymentPaid markPaid,
    IDialogService dialogs
)
{
    [Parameter, EditorRequired]
    public required Guid Id { get; set; }

    /// <summary>Such as "payment 1 of DG-2026-0001".</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required TrancheStatus Status { get; set; }

    [Parameter, EditorRequired]
    public required PaymentRefusals Cannot { get; set; }

    /// <summary>Something was saved.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private async Task RequestAsync()
    {
        await request.RunAsync(Id, Gone);
        await Changed.InvokeAsync();
    }

    private async Task ApproveAsync()
    {
        await approve.RunAsync(Id, Gone);
        await Changed.InvokeAsync();
    }

    private async Task QueryAsync()
    {
        var reason = await dialogs.ReasonAsync(
            $"Send back {Name}",
            "Whoever requested it gets the question by mail, and the payment is due again.",
            "Send back"
        );
        if (reason is null)
            return;
        await query.RunAsync(Id, reason, Gone);
        await Changed.InvokeAsync();
    }

    private async Task ExportAsync()
    {
        var result = await export.RunAsync([Id], Gone);
        result.Rows.Select(r => r.Refusal).FirstOrDefault(r => r is not null).ThrowIfAny();
        await Changed.InvokeAsync();
    }

    private async Task MarkPaidAsync()
    {
        var dialog = await dialogs.ShowAsync<PaidDialog>(
            "Mark as paid",
            new DialogParameters<PaidDialog> { { d => d.Name, Name } }
        );
        if (await dialog.Result is not { Canceled: false, Data: BankEntry entry })
            return;
        await markPaid.RunAsync(Id, entry.PaidOn, entry.Reference, Gone);
        await Changed.InvokeAsync();
    }
}
