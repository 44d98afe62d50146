using Grants.Domain.Deliverables;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Deliverables.Control;

public sealed partial class ControlPage(
    ShowSampledItem show,
    JudgeItem judge,
    Guarded guarded,
    NavigationManager navigation,
    IJSRuntime browser
) : IAsyncDisposable
{
    private ElementReference _root;
    private DeskKeys? _keys;
    private bool _isStarted;
    private SampledDetails? _item;
    private int _file;
    private Mark? _mark;
    private string _note = "";
    private string? _said;

    [Parameter]
    public Guid BatchId { get; set; }

    [Parameter]
    public int Number { get; set; }

    private SampledFile? File => _item?.Files.ElementAtOrDefault(_file);

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_keys is not null)
            await _keys.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_item?.Number == Number)
            return;
        (_file, _mark, _note) = (0, null, "");
        _item = await show.RunAsync(BatchId, Number, Gone);
        if (_keys is not null)
            await _keys.UnmarkAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isStarted || _item is null)
            return;
        _isStarted = true;
        _keys = await DeskKeys.StartAsync(browser, _root, PressedAsync, Marked);
    }

    private void Marked(Mark? mark)
    {
        _mark = mark;
        _said = mark is null ? "No mark." : $"Marked {mark.Place}. Choose what is wrong there.";
        StateHasChanged();
    }

    private void Show(int file) =>
        (_file, _mark) = (Math.Clamp(file, 0, Math.Max(0, _item!.Files.Count - 1)), null);

    private Task PressedAsync(char key) =>
        InvokeAsync(async () =>
        {
            _said = await guarded.RunAsync(() => ActAsync(key), Gone);
            StateHasChanged();
        });

    private Task ActAsync(char key)
    {
        if (_item?.Number != Number)
            return Task.CompletedTask; // the next one isn't on the screen yet
        if (key is 'n' or 'p')
            GoTo(Math.Clamp(key == 'n' ? Number + 1 : Number - 1, 1, _item!.Tally.Scope));
        else if (key is '[' or ']')
            Show(_file + (key == ']' ? 1 : -1));
        else if (key == 'x' && _item!.Defects.Count > 0)
            return RemoveAsync(_item.Defects[^1].Id);
        else if (key == 'g')
            return PassAsync();
        else if (Defects.All.FirstOrDefault(d => d.Key == key) is { } defect)
            return FaultAsync(defect.Kind);
        return Task.CompletedTask;
    }

    /// <summary>On to the next item that wasn't looked at.</summary>
    private async Task PassAsync()
    {
        await judge.PassAsync(BatchId, Number, Gone);
        if (_item!.NextOpen is { } next)
            GoTo(next);
        else
            await LoadAsync();
    }

    private async Task FaultAsync(DefectKind kind)
    {
        await judge.FaultAsync(BatchId, Number, kind, File?.Id, _mark, _note, Gone);
        (_mark, _note) = (null, "");
        if (_keys is not null)
            await _keys.UnmarkAsync();
        await LoadAsync();
    }

    private async Task RemoveAsync(Guid defectId)
    {
        await judge.UnfaultAsync(BatchId, Number, defectId, Gone);
        await LoadAsync();
    }

    private async Task LoadAsync() => _item = await show.RunAsync(BatchId, Number, Gone);

    private void GoTo(int number) =>
        navigation.NavigateTo(DeliverablesRoutes.Control(BatchId, number));
}
