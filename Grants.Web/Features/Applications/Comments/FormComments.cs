using Grants.Domain.Forms;

namespace Grants.Web.Features.Applications.Comments;

/// <summary>The comments of a form that is open in one window.</summary>
public sealed class FormComments(
    Guid applicationId,
    ReadComments read,
    WriteComment write,
    CancellationToken gone
)
{
    private ILookup<string, ThreadLine> _threads = Array.Empty<ThreadLine>().ToLookup(_ => "");

    public event Action? Changed;

    /// <summary>The place of a whole section.</summary>
    public static string PlaceOf(FormSection section) => $"section:{section.Key}";

    public IReadOnlyList<ThreadLine> At(string place) => [.. _threads[place]];

    /// <summary>Comments that the person hasn't seen, on the section and everything in it.</summary>
    public int UnseenIn(FormSection section) =>
        _threads
            .Where(t =>
                t.Key == PlaceOf(section)
                || section.Questions.Any(q =>
                    t.Key == q.Key || t.Key.StartsWith($"{q.Key}/", StringComparison.Ordinal)
                )
            )
            .Sum(places => places.Sum(t => t.Unseen));

    public async Task ReloadAsync(CancellationToken cancel)
    {
        _threads = (await read.RunAsync(applicationId, cancel)).ToLookup(t => t.Place);
        Changed?.Invoke();
    }

    public async Task SeeAsync(string place)
    {
        await read.SeeAsync(applicationId, place, gone);
        await ReloadAsync(gone);
    }

    public async Task WriteAsync(string place, string text)
    {
        await write.RunAsync(applicationId, place, text, gone);
        await SeeAsync(place);
    }

    public async Task ResolveAsync(Guid threadId)
    {
        await write.ResolveAsync(applicationId, threadId, gone);
        await ReloadAsync(gone);
    }
}
