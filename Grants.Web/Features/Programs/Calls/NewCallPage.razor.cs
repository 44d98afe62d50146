using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Programs.Calls;

public sealed partial class NewCallPage(
    ReadNewCall read,
    DraftCall draft,
    NavigationManager navigation
)
{
    private readonly CallForm _form = CallForm.New();
    private NewCallChoices? _choices;

    [SupplyParameterFromQuery]
    private Guid Program { get; set; }

    private IReadOnlyList<Crumb> Trail =>
        [
            new("Programs", ProgramsRoutes.Programs),
            new(_choices!.Program, ProgramsRoutes.Program(Program)),
        ];

    protected override async Task OnParametersSetAsync()
    {
        if (_choices is not null)
            return;
        _choices = await read.RunAsync(Program, Gone);
        _form.Zone = _choices.Zone;
        _form.FundId = _choices.Choices.Funds is [var only] ? only.Id : null;
    }

    private async Task DraftAsync(CallDraft typed)
    {
        var id = await draft.RunAsync(Program, typed, Gone);
        navigation.NavigateTo(ProgramsRoutes.Call(id));
    }
}
