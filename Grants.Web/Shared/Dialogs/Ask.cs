using MudBlazor;

namespace Grants.Web.Shared.Dialogs;

/// <summary>Questions before a verb, to be asked inside a GuardedButton's OnClick.</summary>
public static class Ask
{
    /// <returns>True when the person confirmed.</returns>
    public static async Task<bool> ConfirmAsync(
        this IDialogService dialogs,
        string title,
        string text,
        string verb
    )
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Title, title },
            { d => d.Text, text },
            { d => d.Verb, verb },
        };
        var dialog = await dialogs.ShowAsync<ConfirmDialog>(title, parameters);
        return await dialog.Result is { Canceled: false };
    }

    /// <returns>The reason, or null when the person thought better of it.</returns>
    public static async Task<string?> ReasonAsync(
        this IDialogService dialogs,
        string title,
        string text,
        string verb
    )
    {
        var parameters = new DialogParameters<ReasonDialog>
        {
            { d => d.Title, title },
            { d => d.Text, text },
            { d => d.Verb, verb },
        };
        var dialog = await dialogs.ShowAsync<ReasonDialog>(title, parameters);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
