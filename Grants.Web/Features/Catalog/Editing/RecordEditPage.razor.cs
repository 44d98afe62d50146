using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Grants.Web.Features.Catalog.Editing;

public sealed partial class RecordEditPage(
    FindRecordToEdit find,
    DescribeRecord describe,
    PublishRecord publish,
    WithdrawRecord withdraw,
    IDialogService dialogs
)
{
    private RecordToEdit? _record;
    private DescriptionForm _form = new();

    [Parameter]
    public Guid Id { get; set; }

    /// <summary>Number of the image that is shown large.</summary>
    [SupplyParameterFromQuery]
    private int? Image { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_record?.Id == Id)
            return;
        await LoadAsync();
        _form = DescriptionForm.Of(_record!.Shown.Says);
    }

    private async Task LoadAsync() => _record = await find.RunAsync(Id, Gone);

    private async Task SaveAsync()
    {
        await describe.RunAsync(Id, _record!.Version, _form.ToDescription(), Gone);
        await LoadAsync();
    }

    private async Task PublishAsync()
    {
        await publish.RunAsync(Id, Gone);
        await LoadAsync();
    }

    private async Task WithdrawAsync()
    {
        var dialog = await dialogs.ShowAsync<WithdrawDialog>("Withdraw the record");
        if (await dialog.Result is not { Canceled: false, Data: Withdrawal said })
            return;
        await withdraw.RunAsync(Id, said.PublicMessage, said.PrivateReason, Gone);
        await LoadAsync();
    }
}
