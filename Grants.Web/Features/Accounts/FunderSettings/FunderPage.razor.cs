namespace Grants.Web.Features.Accounts.FunderSettings;

public sealed partial class FunderPage(GetFunder get, DescribeFunder describe)
{
    private FunderForm? _form;

    protected override async Task OnInitializedAsync() => _form = await get.RunAsync(Gone);

    private async Task SaveAsync()
    {
        await describe.RunAsync(_form!, Gone);
        _form = await get.RunAsync(Gone);
    }
}
