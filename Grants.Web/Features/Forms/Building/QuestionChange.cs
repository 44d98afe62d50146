using Grants.Domain.Forms;

namespace Grants.Web.Features.Forms.Building;

/// <summary>One change to a question.</summary>
/// <param name="What">Such as "text", for the log.</param>
public sealed record QuestionChange(Func<Question, Question> Apply, string What);

/// <summary>One change to a form.</summary>
/// <param name="What">For the log.</param>
public sealed record FormStep(Func<FormDefinition, FormDefinition> Apply, string What);
