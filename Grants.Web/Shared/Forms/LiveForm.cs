using System.Security.Cryptography;
using Grants.Domain.Forms;

namespace Grants.Web.Shared.Forms;

/// <summary>
/// A form while it is filled in: what is typed, which questions are asked by now, what is still missing. Answers to questions
/// that aren't asked any more stay, should they be asked again.
/// </summary>
/// <param name="rules">Of the call, for budgets; null where none apply.</param>
public class LiveForm(FormDefinition definition, BudgetRules? rules)
{
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz0123456789";

    private readonly Dictionary<string, LiveAnswer> _answers = [];
    private FormReading? _reading;

    public FormDefinition Definition => definition;

    public BudgetRules? Rules => rules;

    /// <summary>Names to offer where an organization is asked for.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    /// <summary>The form with its answers as they are now.</summary>
    public FormReading Reading => _reading ??= new FormReading(definition, ValueOf);

    /// <summary>Any answer, its problems or its saving changed.</summary>
    public event Action? Changed;

    public LiveAnswer this[QuestionReading asked]
    {
        get
        {
            var answer = AnswerOf(asked.Question);
            // It may have been opened by its key alone, before the answers that its label reuses were there.
            answer.Retitle(asked.Question);
            return answer;
        }
    }

    /// <summary>By the answer's key; null where the form has no such question.</summary>
    public LiveAnswer? Find(string key) =>
        _answers.TryGetValue(key, out var answer) ? answer
        : definition.Find(key) is { } question ? AnswerOf(question with { Key = key })
        : null;

    /// <summary>How many answers of the section still need somebody.</summary>
    public int Missing(string sectionKey) =>
        Reading
            .Sections.Single(s => s.Section.Key == sectionKey)
            .All.Count(q => this[q].Problems.Count > 0);

    /// <summary>Everything that still needs somebody, in the form's order.</summary>
    public virtual IEnumerable<(FormSection Section, QuestionReading Asked)> StillNeeded() =>
        from section in Reading.Sections
        from asked in section.All
        where this[asked].Problems.Count > 0
        select (section.Section, asked);

    /// <summary>A new entry at the group's end.</summary>
    /// <returns>The entry's id.</returns>
    public async Task<string> AddEntryAsync(string groupKey)
    {
        var id = RandomNumberGenerator.GetString(IdLetters, EntryKey.IdLength);
        await ChangeEntriesAsync(groupKey, ids => [.. ids, id]);
        return id;
    }

    /// <summary>What was answered in it stays kept, for whoever takes the removal back.</summary>
    public Task RemoveEntryAsync(string groupKey, string id) =>
        ChangeEntriesAsync(groupKey, ids => [.. ids.Where(i => i != id)]);

    /// <param name="place">0 for the first.</param>
    public Task PutEntryAsync(string groupKey, string id, int place) =>
        ChangeEntriesAsync(
            groupKey,
            ids =>
            {
                List<string> left = [.. ids.Where(i => i != id)];
                left.Insert(Math.Clamp(place, 0, left.Count), id);
                return left;
            }
        );

    /// <summary>Whether a group takes another entry.</summary>
    public bool HasRoom(string groupKey) =>
        GroupEntries.Parse(ValueOf(groupKey)).Count < GroupEntries.Most;

    protected IEnumerable<LiveAnswer> LiveAnswers => _answers.Values;

    /// <summary>The answer that was there before anything was typed; empty for none.</summary>
    protected virtual string Stored(string key) => "";

    protected virtual LiveAnswer Open(Question question) =>
        new(question, Stored(question.Key), Touch, rules);

    protected virtual Task SetAsync(LiveAnswer answer, string value)
    {
        answer.Type(value);
        return Task.CompletedTask;
    }

    /// <summary>After every change of an answer.</summary>
    protected void Touch()
    {
        _reading = null;
        foreach (var asked in Reading.All)
            if (_answers.TryGetValue(asked.Key, out var answer))
                answer.Retitle(asked.Question);
        Changed?.Invoke();
    }

    private string ValueOf(string key) =>
        _answers.TryGetValue(key, out var answer) ? answer.Value : Stored(key);

    private LiveAnswer AnswerOf(Question question)
    {
        if (!_answers.TryGetValue(question.Key, out var answer))
            _answers.Add(question.Key, answer = Open(question));
        return answer;
    }

    private Task ChangeEntriesAsync(
        string groupKey,
        Func<IReadOnlyList<string>, IReadOnlyCollection<string>> change
    ) =>
        SetAsync(
            Find(groupKey)!,
            GroupEntries.Write(change(GroupEntries.Parse(ValueOf(groupKey))))
        );
}
