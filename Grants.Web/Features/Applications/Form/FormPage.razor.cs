using Grants.Domain.Forms;
using Grants.Web.Features.Applications.Comments;
using Grants.Web.Platform;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Grants.Web.Features.Applications.Form;

public sealed partial class FormPage(
    OpenForm open,
    SaveAnswer save,
    ReadComments read,
    WriteComment write,
    Guarded guarded,
    IJSRuntime browser
) : IAsyncDisposable
{
    /// <summary>The last step: what is still missing, and handing in.</summary>
    public const string Check = "check";

    private readonly CancellationTokenSource _gone = new();
    private FormComments _comments = default!;
    private DraftForm? _form;
    private AnswerKeeper? _keeper;
    private ElementReference _root;

    /// <summary>Null until the browser was asked what it kept.</summary>
    private IReadOnlyList<string>? _restored;
    private string? _arrived;
    private bool _isStarted;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery]
    private string? Section { get; set; }

    private IReadOnlyList<FormSection> Sections => _form?.Sections ?? [];

    /// <summary>Null at the last step.</summary>
    private FormSection? Current =>
        Section == Check ? null : Sections.FirstOrDefault(s => s.Key == Section) ?? Sections[0];

    private string Shown => Current?.Key ?? Check;

    public async ValueTask DisposeAsync()
    {
        await _gone.CancelAsync();
        _gone.Dispose();
        if (_keeper is not null)
            await _keeper.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        _comments = new FormComments(Id, read, write, _gone.Token);
        var form = new DraftForm(await open.RunAsync(Id, _gone.Token), save, guarded);
        await _comments.ReloadAsync(_gone.Token);
        _form = form;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_form is not { Opened.CannotEdit: null })
            return;
        if (!_isStarted)
        {
            _isStarted = true;
            await StartKeeperAsync(_form);
        }
        else if (_restored is not null && _arrived != Shown)
            await ArriveAsync();
    }

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private async Task StartKeeperAsync(DraftForm form)
    {
        _keeper = await AnswerKeeper.StartAsync(browser, _root, form);
        (_restored, var settled) = await form.RestoreAsync(await _keeper.KeptAsync());
        foreach (var key in settled)
            await _keeper.ForgetAsync(key);
        StateHasChanged();
    }

    /// <summary>The page itself comes with the focus on its title; only a step within it, or a link to a question, moves it.</summary>
    private async Task ArriveAsync()
    {
        var moves = _arrived is not null || new Uri(Navigation.Uri).Fragment.Length > 1;
        _arrived = Shown;
        if (moves)
            await _keeper!.ShowAsync(SectionView.HeadingId);
    }

    private string? Neighbour(int by)
    {
        var at = Sections.TakeWhile(s => s != Current).Count() + by;
        return at < 0 ? null
            : at >= Sections.Count ? Check
            : Sections[at].Key;
    }
}
