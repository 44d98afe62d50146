using Grants.Domain.Forms;
using Grants.Web.Platform;

namespace Grants.Web.Features.Forms.Building;

/// <summary>A version that is open in one window. Each change is saved at once, one after the other.</summary>
public sealed class FormInWork(FormDetails opened, ReadForm read, EditForm edit, Guarded guarded)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public FormDetails Form { get; private set; } = opened;

    /// <summary>Why the last change wasn't saved, or null.</summary>
    public string? Refused { get; private set; }

    /// <summary>What was last done, for whoever doesn't see it.</summary>
    public string Said { get; private set; } = "";

    /// <param name="change">Of the form as it is when its turn comes: two changes in a row don't undo each other.</param>
    /// <param name="what">For the log.</param>
    public async Task ChangeAsync(
        Func<FormDefinition, FormDefinition> change,
        string what,
        CancellationToken cancel
    )
    {
        await _turn.WaitAsync(cancel);
        try
        {
            Refused = await guarded.RunAsync(
                () =>
                    edit.RunAsync(
                        Form.Id,
                        Form.Version,
                        change(Form.Definition),
                        Short(what),
                        cancel
                    ),
                cancel
            );
            if (Refused is not null)
                return;
            Form = await read.RunAsync(Form.Id, cancel);
            Said = what;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static string Short(string what) => what.Length > 300 ? $"{what[..300]}…" : what;
}
