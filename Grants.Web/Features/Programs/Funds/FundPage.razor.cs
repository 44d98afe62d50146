using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Funds;

public sealed partial class FundPage(ReadFund read, DepositIntoFund deposit)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("Funds", ProgramsRoutes.Funds)];
    private DepositForm _form = new();
    private FundDetails? _fund;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    protected override async Task OnParametersSetAsync() =>
        _fund = await read.RunAsync(Id, Page ?? 1, Gone);

    private async Task DepositAsync()
    {
        await deposit.RunAsync(Id, _fund!.Version, _form.Amount!.Value, _form.Note!, Gone);
        _form = new DepositForm();
        _fund = await read.RunAsync(Id, Page ?? 1, Gone);
    }
}
