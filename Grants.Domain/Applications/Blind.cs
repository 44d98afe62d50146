using System.Text.Json;
using System.Text.RegularExpressions;
using Grants.Domain.Forms;

namespace Grants.Domain.Applications;

/// <summary>
/// An application without who applies, for calls that review blind: identifying questions and files are left out, and what
/// they were answered with is masked wherever else it was written.
/// </summary>
public sealed class Blind
{
    public const string Withheld = "[withheld]";

    /// <summary>Shorter answers, such as "NY", would mask ordinary words.</summary>
    private const int ShortestMasked = 4;

    private readonly Regex? _names;

    /// <param name="names">Of the organization and its people, as the system knows them.</param>
    public Blind(
        FormDefinition form,
        IReadOnlyDictionary<string, string> answers,
        IEnumerable<string> names
    )
    {
        var reading = new FormReading(form, answers);
        var known = names
            .Concat(reading.All.Where(q => Names(q.Question)).Select(q => q.Value))
            .Select(n => n.Trim())
            .Where(n => n.Length >= ShortestMasked)
            .SelectMany(n => (string[])[n, JsonEncodedText.Encode(n).ToString()])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(n => n.Length)
            .Select(Regex.Escape)
            .ToList();
        _names =
            known.Count == 0
                ? null
                : new Regex(
                    string.Join('|', known),
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
                );
        Form = new FormDefinition([
            .. reading.Sections.Select(Section).Where(s => s.Questions.Count > 0),
        ]);
        Answers = answers
            .Where(a => form.Find(a.Key) is { } question && !IsLeftOut(form, a.Key, question))
            .ToDictionary(a => a.Key, a => Mask(a.Value));
    }

    /// <summary>What is asked and doesn't identify.</summary>
    public FormDefinition Form { get; }

    /// <summary>By the answer's key, masked.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; }

    public string Mask(string text) => _names?.Replace(text, Withheld) ?? text;

    private FormSection Section(SectionReading section) =>
        section.Section with
        {
            Title = Mask(section.Section.Title),
            Help = "",
            Questions =
            [
                .. section
                    .Questions.Where(q => !Identifies(q.Question))
                    .Select(q => Asked(q.Question)),
            ],
        };

    /// <summary>It is asked, whatever it depends on, which may be left out.</summary>
    private Question Asked(Question question) =>
        question with
        {
            Label = Mask(question.Label),
            ShowWhen = null,
            Questions =
            [
                .. question
                    .Questions.Where(q => !Identifies(q))
                    .Select(q => q with { Label = Mask(q.Label), ShowWhen = null }),
            ],
        };

    private static bool IsLeftOut(FormDefinition form, string key, Question question) =>
        Identifies(question)
        || EntryKey.Parse(key) is { } entry
            && form.Find(entry.Group) is { } group
            && Identifies(group);

    /// <summary>Files can't be masked.</summary>
    private static bool Identifies(Question question) =>
        question.Identifying || question.Type == QuestionType.Files;

    private static bool Names(Question question) =>
        question.Identifying
        && question.Type
            is QuestionType.ShortText
                or QuestionType.Email
                or QuestionType.Url
                or QuestionType.Organization
                or QuestionType.Attestation;
}
