using Grants.Data.Queries;
using Grants.Domain.Kernel;
using Grants.Web.Features.Deliverables.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Deliverables.Delivering;

public sealed partial class BatchUpload(
    ListOfBatch list,
    ShowArrival show,
    RemoveFile remove,
    AntiforgeryStateProvider antiforgery,
    IJSRuntime js
) : IAsyncDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private DotNetObjectReference<BatchUpload>? _self;
    private IJSObjectReference? _module;
    private ElementReference _element;
    private Page<FileRow>? _files;
    private Arrival? _arrival;

    [Parameter, EditorRequired]
    public required BatchLine Batch { get; set; }

    /// <summary>The batch before this one, if any.</summary>
    [Parameter]
    public BatchLine? Before { get; set; }

    /// <summary>Why it can't be handed in.</summary>
    [Parameter]
    public Refusal? Refusal { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnSubmitted { get; set; }

    /// <summary>Of the files that are there.</summary>
    [Parameter]
    public int Page { get; set; } = 1;

    private string? Token => antiforgery.GetAntiforgeryToken()?.Value;

    private Refusal? CannotSubmit =>
        Refusal
        ?? (_files is { Total: > 0 } ? null : new Refusal("Send the sheet and its files first."));

    /// <summary>Called by the browser when files arrived.</summary>
    [JSInvokable]
    public async Task FilesReceivedAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        _self?.Dispose();
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            return; // the page is gone, and the module with it
        }
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _self = DotNetObjectReference.Create(this);
        _module = await js.InvokeAsync<IJSObjectReference>(
            "import",
            _gone.Token,
            "./js/uploads.js"
        );
        await _module.InvokeVoidAsync("watch", _gone.Token, _element, _self);
    }

    private async Task LoadAsync()
    {
        _arrival = await show.RunAsync(Batch.Id, _gone.Token);
        _files = await list.FilesAsync(Batch.Id, Page, _gone.Token);
    }

    private async Task RemoveAsync(Guid fileId)
    {
        await remove.RunAsync(Batch.Id, fileId, _gone.Token);
        await LoadAsync();
    }
}
