namespace Grants.Web.Features.Accounts.FunderSettings;

public sealed partial class FunderPage(GetFunder get, DescribeFunder describe) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private FunderForm? _form;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnInitializedAsync() => _form = await get.RunAsync(_gone.Token);

    private async Task SaveAsync()
    {
        await describe.RunAsync(_form!, _gone.Token);
        _form = await get.RunAsync(_gone.Token);
    }
}
