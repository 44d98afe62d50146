namespace Grants.Domain.Forms;

/// <summary>The shipped screening checklist: the gates before review, and whether all is there. A required yes/no question is a gate.</summary>
public static class DefaultChecklist
{
    public const string Name = "Screening checklist";

    public static FormDefinition Make() =>
        new([
            new FormSection(
                "eligible",
                "Eligible",
                "Each must be answered yes before the application goes to review.",
                [
                    Gate(
                        "gate.legal-status",
                        "Has the applicant a legal status, or a fiscal sponsor?"
                    ),
                    Gate(
                        "gate.metadata-rights",
                        "May the metadata of the collections be published?"
                    ),
                    Gate(
                        "gate.holding-institution",
                        "Is the institution named that holds the collections?"
                    ),
                    Gate(
                        "gate.scope-years",
                        "Are the collections from the years of the movement, 1963 to 1991?"
                    ),
                ]
            ),
            new FormSection(
                "complete",
                "Complete",
                "",
                [
                    Gate("complete.attachments", "Are all attachments there, and readable?"),
                    Gate(
                        "complete.budget",
                        "Do the budget, the work plan and the counts of materials agree?"
                    ),
                    Gate("complete.signed", "Is it signed by somebody who may sign?"),
                ]
            ),
            new FormSection(
                "remarks",
                "Remarks",
                "",
                [
                    new Question(
                        "remarks.text",
                        "What should whoever assigns the reviewers know?",
                        QuestionType.LongText
                    ),
                ]
            ),
        ]);

    private static Question Gate(string key, string label) =>
        new(key, label, QuestionType.YesNo) { Required = true };
}
