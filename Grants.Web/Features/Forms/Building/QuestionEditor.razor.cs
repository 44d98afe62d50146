using Grants.Domain.Forms;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Forms.Building;

public sealed partial class QuestionEditor(NavigationManager navigation)
{
    private const string ReuseHint =
        "May repeat an earlier answer: write the other question's key in double braces.";

    [Parameter]
    public Guid Id { get; set; }

    [Parameter, EditorRequired]
    public required FormDefinition Form { get; set; }

    [Parameter, EditorRequired]
    public required FormPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required Question Question { get; set; }

    [Parameter]
    public EventCallback<FormStep> OnStep { get; set; }

    private IReadOnlyList<QuestionType> Types =>
        [
            .. Enum.GetValues<QuestionType>()
                .Where(t =>
                    Place.Group is null || t is not (QuestionType.Group or QuestionType.Budget)
                ),
        ];

    private IReadOnlyList<QuestionPurpose> Purposes =>
        [
            .. Enum.GetValues<QuestionPurpose>()
                .Where(p =>
                    p == Question.Purpose
                    || (
                        FormRules.Fits(p, Question.Type)
                        && (
                            Place.Group is null
                            || p is QuestionPurpose.None or QuestionPurpose.Materials
                        )
                    )
                ),
        ];

    /// <summary>What a condition may look at: what is asked before it.</summary>
    private IReadOnlyList<Question> Earlier =>
        [
            .. (
                Place.Group is null
                    ? Form.Questions.TakeWhile(q => q.Key != Place.Question)
                    : Form.QuestionsOf(Place)
                        .TakeWhile(q => q.Key != Place.Question)
                        .Concat(Form.Questions.TakeWhile(q => q.Key != Place.Group))
            ).Where(q => FormRules.HasPlainAnswer(q.Type)),
        ];

    private Task ChangeAsync(Func<Question, Question> change, string what) =>
        ApplyAsync(new QuestionChange(change, what));

    private Task ApplyAsync(QuestionChange change)
    {
        var at = Place;
        return OnStep.InvokeAsync(
            new FormStep(
                form => form.At(at) is { } now ? form.With(at, change.Apply(now)) : form,
                $"\"{Question.Label}\": {change.What}"
            )
        );
    }

    private async Task RemoveAsync()
    {
        var at = Place;
        await OnStep.InvokeAsync(
            new FormStep(form => form.WithoutQuestion(at), $"deleted \"{Question.Label}\"")
        );
        navigation.NavigateTo(FormsRoutes.Form(Id, at.Section, at.Group));
    }
}
