using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Screening;

public sealed partial class ChecklistPanel(
    ReadChecklist read,
    AnswerChecklist answer,
    Guarded guarded,
    IJSRuntime browser
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ChecklistDetails? _checklist;
    private ChecklistForm? _form;
    private AnswerKeeper? _keeper;
    private ElementReference _root;
    private bool _isStarted;
    private int _reads;

    /// <summary>Null until the browser was asked what it kept.</summary>
    private IReadOnlyList<string>? _restored;

    [Parameter, EditorRequired]
    public required Guid ApplicationId { get; set; }

    /// <summary>What depends on the checklist is read anew.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnAnswered { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_keeper is not null)
            await _keeper.DisposeAsync();
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_isStarted || _form is null || _checklist?.CannotAnswer is not null)
            return;
        _isStarted = true;
        _keeper = await AnswerKeeper.StartAsync(browser, _root, _form);
        (_restored, var settled) = await _form.RestoreAsync(await _keeper.KeptAsync());
        foreach (var key in settled)
            await _keeper.ForgetAsync(key);
        StateHasChanged();
    }

    /// <summary>Of two reads that overlap the one that began later counts.</summary>
    private async Task LoadAsync()
    {
        var mine = ++_reads;
        var now = await read.RunAsync(ApplicationId, _gone.Token);
        if (mine != _reads)
            return;
        _checklist = now;
        _form ??= new ChecklistForm(now, answer, guarded, AnsweredAsync);
        _form.Refresh(now);
    }

    private Task AnsweredAsync() =>
        InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
            await OnAnswered.InvokeAsync();
        });
}
