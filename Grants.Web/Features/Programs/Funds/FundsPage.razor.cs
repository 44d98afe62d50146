using Grants.Data.Queries;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Funds;

public sealed partial class FundsPage(
    ListFunds list,
    CreateFund create,
    CurrentFunder funder,
    NavigationManager navigation
)
{
    private readonly FundForm _form = new();
    private Page<FundRow>? _funds;
    private string _currency = "";

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _currency = (await funder.GetAsync(Gone)).Currency;
        _funds = await list.RunAsync(Page ?? 1, Gone);
    }

    private async Task CreateAsync()
    {
        var id = await create.RunAsync(
            _form.Name!,
            _form.Source ?? "",
            _form.Restrictions ?? "",
            _form.FirstDeposit,
            Gone
        );
        navigation.NavigateTo(ProgramsRoutes.Fund(id));
    }
}
