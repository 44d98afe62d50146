using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Disbursements.Details;

public sealed partial class PaymentPage(FindPayment find) : IDisposable
{
    private static readonly IReadOnlyList<Crumb> Trail =
    [
        new Crumb("Payments", DisbursementsRoutes.List),
    ];

    private readonly CancellationTokenSource _gone = new();
    private PaymentDetails? _payment;

    [Parameter]
    public Guid Id { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _payment = await find.RunAsync(Id, _gone.Token);
}
