using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Form;
using Grants.Web.Platform;

namespace Grants.Tests.Features.Applications;

/// <summary>
/// Two windows on one draft, whatever comes when: a text disappears only if the person whose text replaced it had it on
/// screen.
/// </summary>
public sealed class InterleavingTests
{
    private static readonly string[] Keys = ["project.title", "significance.names"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_editors_in_a_thousand_interleavings_lose_no_update()
    {
        await using var db = await TestDb.NewAsync();
        var story = db.Story();
        var draft = await story.ApplicationAsync(ApplicationStatus.Draft);
        var random = new Random(20261124);
        var forms = new OpenFormsHere();
        Window[] windows =
        [
            await Window.OpenAsync(db, draft.Id, await story.ArchivistAsync(), forms),
            await Window.OpenAsync(db, draft.Id, await story.OfficialAsync(), forms),
        ];
        for (var round = 0; round < 1000; round++)
        {
            var key = Keys[random.Next(Keys.Length)];
            var (one, two) = random.Next(2) == 0 ? (0, 1) : (1, 0);
            switch (random.Next(6))
            {
                case 0: // one writes, the other hears of it or not
                    await windows[one].WriteAsync(key, $"{round}");
                    if (random.Next(2) == 0)
                        await windows[two].HearAsync();
                    break;
                case 1: // both at the very same moment
                    await Task.WhenAll(
                        windows[one].WriteAsync(key, $"{round} one"),
                        windows[two].WriteAsync(key, $"{round} two")
                    );
                    break;
                case 2: // while the other is in the field
                    windows[two].Form.Entered(key);
                    windows[two].Type(key, $"{round} begun");
                    await windows[one].WriteAsync(key, $"{round} meanwhile");
                    await windows[two].HearAsync();
                    await windows[two].WriteAsync(key, $"{round} done");
                    windows[two].Form.Left(key);
                    break;
                case 3: // the other has the cursor in it and types nothing
                    windows[two].Form.Entered(key);
                    await windows[one].WriteAsync(key, $"{round} under the cursor");
                    await windows[two].HearAsync();
                    await windows[two].WriteAsync(key, $"{round} over it");
                    windows[two].Form.Left(key);
                    break;
                case 4: // several of one's own in a row
                    await windows[one].WriteAsync(key, $"{round} a");
                    await windows[one].WriteAsync(key, $"{round} b");
                    await windows[two].HearAsync();
                    break;
                default:
                    await windows[one].HearAsync();
                    break;
            }
            if (random.Next(3) > 0)
                await windows[one].SettleAsync(key, random.Next(3));
        }

        windows.Sum(w => w.Saves).Should().BeGreaterThan(500);
        windows.Sum(w => w.Conflicts).Should().BeGreaterThan(100);
        windows.SelectMany(w => w.Lost).Should().BeEmpty();
        foreach (var key in Keys)
        {
            var versions = windows.SelectMany(w => w.Stored).Where(s => s.Key == key).ToList();
            versions.Select(v => v.Version).Should().OnlyHaveUniqueItems();
        }
    }

    /// <summary>A form in a browser, as far as saving goes: js/answers.js keeps the version that the typing began over.</summary>
    private sealed class Window(Guid application, DraftForm form, CatchUp catchUp)
    {
        private readonly Dictionary<string, int> _typedOver = [];

        public DraftForm Form => form;

        public int Saves { get; private set; }

        public int Conflicts { get; private set; }

        public List<(string Key, int Version)> Stored { get; } = [];

        /// <summary>Texts that went without the person having seen them.</summary>
        public List<string> Lost { get; } = [];

        public static async Task<Window> OpenAsync(
            TestDb db,
            Guid application,
            Account account,
            IOpenForms forms
        )
        {
            var caller = db.As(account);
            var opened = await new OpenForm(db, caller).RunAsync(application, Cancel);
            return new Window(
                application,
                new DraftForm(opened, new SaveAnswer(db, caller, forms), new Guarded(db)),
                new CatchUp(db, caller)
            );
        }

        public void Type(string key, string text)
        {
            _typedOver.TryAdd(key, form.VersionOf(key));
            form.Typed(key, text);
        }

        public async Task WriteAsync(string key, string text)
        {
            Type(key, text);
            var over = _typedOver[key];
            var own = Stored.Where(s => s.Key == key).Select(s => s.Version).ToHashSet();
            var wasFighting = form[key].Disagreement is not null;
            var version = await form.SaveAsync(key, text, over);
            if (version < 0)
            {
                if (!wasFighting && form[key].Disagreement is not null)
                    Conflicts++;
                return;
            }
            _typedOver.Remove(key);
            Saves++;
            Stored.Add((key, version));
            // Everything between what the typing began over and what is stored now must be this window's own.
            for (var between = over + 1; between < version; between++)
                if (!own.Contains(between))
                    Lost.Add($"{key}: version {between} went unseen by the writer of {version}");
        }

        public async Task HearAsync() =>
            form.Refresh(await catchUp.RunAsync(application, form.Seen(), Cancel));

        public async Task SettleAsync(string key, int how)
        {
            if (form[key].Disagreement is not { } between)
                return;
            var (mine, theirs, over) = (form[key].Value, between.Theirs, between.TheirVersion);
            var text = how switch
            {
                0 => mine,
                1 => theirs,
                _ => $"{theirs}\n\n{mine}",
            };
            _typedOver.Remove(key);
            if (!await form.SettleAsync(form[key], text) || text == theirs)
                return;
            var version = form.VersionOf(key);
            Saves++;
            Stored.Add((key, version));
            if (version != over + 1)
                Lost.Add($"{key}: settled over {over}, stored as {version}");
        }
    }
}
