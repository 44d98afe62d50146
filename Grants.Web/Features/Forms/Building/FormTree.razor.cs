using Grants.Domain.Forms;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Forms.Building;

public sealed partial class FormTree
{
    private FormPlace? _dragged;

    [Parameter]
    public Guid Id { get; set; }

    [Parameter, EditorRequired]
    public required FormDefinition Form { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>Keys of questions that something is wrong with; inside groups "group/question".</summary>
    [Parameter, EditorRequired]
    public required IReadOnlySet<string> Faults { get; set; }

    [Parameter]
    public string? CurrentSection { get; set; }

    [Parameter]
    public string? CurrentQuestion { get; set; }

    [Parameter]
    public EventCallback<FormStep> OnStep { get; set; }

    private string At(string section, string? question) => FormsRoutes.Form(Id, section, question);

    private static string Count(FormSection section) =>
        section.Questions.Count == 1 ? "1 question" : $"{section.Questions.Count} questions";

    private Task MoveSectionAsync(FormSection section, int place) =>
        OnStep.InvokeAsync(
            new FormStep(
                form => form.MoveSection(section.Key, place),
                $"\"{section.Title}\" is now section {place + 1} of {Form.Sections.Count}"
            )
        );

    /// <summary>Beyond the ends of its section a question goes on into the neighbouring one.</summary>
    private Task MoveAsync(FormPlace at, int section, int place, int by)
    {
        var last = Form.Sections[section].Questions.Count - 1;
        if (place + by >= 0 && place + by <= last)
            return PutAsync(at, Form.Sections[section], place + by);
        var to = Form.Sections[section + by];
        return PutAsync(at, to, by < 0 ? to.Questions.Count : 0);
    }

    private Task MoveInsideAsync(FormPlace at, Question question, int place) =>
        OnStep.InvokeAsync(
            new FormStep(
                form => form.MoveQuestion(at, place),
                $"\"{question.Label}\" is now question {place + 1} of its group"
            )
        );

    private Task DropAsync(string section, int place)
    {
        if (_dragged is not { } at || !CanEdit)
            return Task.CompletedTask;
        _dragged = null;
        return PutAsync(at, Form.Sections.Single(s => s.Key == section), place);
    }

    private Task PutAsync(FormPlace at, FormSection to, int place) =>
        OnStep.InvokeAsync(
            new FormStep(
                form => form.MoveQuestion(at, to.Key, place),
                $"\"{Form.At(at)?.Label}\" is now question {place + 1} of \"{to.Title}\""
            )
        );
}
