using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Disbursements.Details;

public sealed partial class PaymentPage(FindPayment find)
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new Crumb("Payments", DisbursementsRoutes.List),
    ];

    private PaymentDetails? _payment;

    [Parameter]
    public Guid Id { get; set; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _payment = await find.RunAsync(Id, Gone);
}
