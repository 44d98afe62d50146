using Grants.Domain.Forms;
using Grants.Domain.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Forms.Trying;

public sealed partial class Trial(IJSRuntime browser) : IAsyncDisposable
{
    /// <summary>As long as no call says what it gives.</summary>
    private static readonly BudgetRules Sample = new(new Money(50_000m, "USD"));

    private TrialForm _form = null!;
    private DotNetObjectReference<TrialForm>? _reference;
    private IJSObjectReference? _watch;
    private ElementReference _root;
    private bool _isAlive;

    [Parameter]
    public FormDefinition? Form { get; set; }

    /// <summary>A form that goes on over several sections; otherwise a new one of <see cref="Form"/>.</summary>
    [Parameter]
    public TrialForm? Begun { get; set; }

    [Parameter, EditorRequired]
    public required string SectionKey { get; set; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_watch is not null)
            {
                await _watch.InvokeVoidAsync("dispose");
                await _watch.DisposeAsync();
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and everything there with it.
        }
        _reference?.Dispose();
    }

    public static TrialForm Begin(FormDefinition form) =>
        new(form, Sample) { Organizations = ["Example Archive", "Example Library"] };

    protected override void OnInitialized() => _form = Begun ?? Begin(Form!);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        await using var module = await browser.InvokeAsync<IJSObjectReference>(
            "import",
            "./js/answers.js"
        );
        _reference = DotNetObjectReference.Create(_form);
        _watch = await module.InvokeAsync<IJSObjectReference>("watch", _root, _reference);
        _isAlive = true;
        StateHasChanged();
    }

    private async Task ReshapedAsync(string key, int row)
    {
        if (_watch is not null)
            await _watch.InvokeVoidAsync("reshaped", key, row);
    }
}
