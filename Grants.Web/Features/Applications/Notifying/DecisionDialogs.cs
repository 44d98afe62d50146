using MudBlazor;

namespace Grants.Web.Features.Applications.Notifying;

internal static class DecisionDialogs
{
    /// <returns>True when the person read the mail and wants it sent.</returns>
    public static async Task<bool> ConfirmMailAsync(
        this IDialogService dialogs,
        DecisionPreview preview
    )
    {
        var dialog = await ShowAsync(dialogs, preview, canSend: true);
        return await dialog.Result is { Canceled: false };
    }

    public static Task ReadMailAsync(this IDialogService dialogs, DecisionPreview preview) =>
        ShowAsync(dialogs, preview, canSend: false);

    private static Task<IDialogReference> ShowAsync(
        IDialogService dialogs,
        DecisionPreview preview,
        bool canSend
    ) =>
        dialogs.ShowAsync<DecisionDialog>(
            "Mail to the applicant",
            new DialogParameters<DecisionDialog>
            {
                { d => d.Preview, preview },
                { d => d.CanSend, canSend },
            }
        );
}
