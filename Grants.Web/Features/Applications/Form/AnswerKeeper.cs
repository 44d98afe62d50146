using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Form;

/// <summary>The part of an open form that lives in the browser: wwwroot/js/answers.js.</summary>
public sealed class AnswerKeeper : IAsyncDisposable
{
    private readonly IJSObjectReference _keeper;
    private readonly DotNetObjectReference<KeptForm> _form;

    private AnswerKeeper(IJSObjectReference keeper, DotNetObjectReference<KeptForm> form) =>
        (_keeper, _form) = (keeper, form);

    /// <param name="root">Holds the questions; what is typed anywhere in it is kept.</param>
    public static async Task<AnswerKeeper> StartAsync(
        IJSRuntime browser,
        ElementReference root,
        KeptForm form
    )
    {
        await using var module = await browser.InvokeAsync<IJSObjectReference>(
            "import",
            "./js/answers.js"
        );
        var reference = DotNetObjectReference.Create(form);
        return new AnswerKeeper(
            await module.InvokeAsync<IJSObjectReference>("start", root, reference, form.Scope),
            reference
        );
    }

    /// <summary>What was typed before and never reached the server.</summary>
    public ValueTask<IReadOnlyList<KeptText>> KeptAsync() =>
        _keeper.InvokeAsync<IReadOnlyList<KeptText>>("kept");

    public ValueTask ForgetAsync(string key) => _keeper.InvokeVoidAsync("forget", key);

    /// <summary>Reads a table again after rows came, went or moved, and goes to a row.</summary>
    public ValueTask ReshapedAsync(string key, int row) =>
        _keeper.InvokeVoidAsync("reshaped", key, row);

    /// <returns>Whether everything typed is stored now.</returns>
    public ValueTask<bool> FlushAsync() => _keeper.InvokeAsync<bool>("flush");

    /// <summary>Goes to the question that the address names, or to the heading.</summary>
    public ValueTask ShowAsync(string heading) => _keeper.InvokeVoidAsync("show", heading);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _keeper.InvokeVoidAsync("dispose");
            await _keeper.DisposeAsync();
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and everything there with it.
        }
        _form.Dispose();
    }
}
