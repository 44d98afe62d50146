using System.Text;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;

namespace Grants.Tests.Domain;

/// <summary>docs/states and docs/permissions.md are printed from the code. GRANTS_WRITE_DOCS=1 writes them anew.</summary>
public sealed class GeneratedDocsTests
{
    public static TheoryData<string> Machines => [.. StateMachines.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_diagram_of_each_machine_is_current(string machine)
    {
        var subject = StateMachines.All.Single(m => m.Name == machine);
        var text = new StringBuilder(
            $"# {Words.Of(machine)}\n\nPrinted from the code by a test; don't edit.\n\n```mermaid\nstateDiagram-v2\n"
        );
        foreach (var (from, verb, to, _) in subject.Rows)
            text.Append($"    {from} --> {to}: {verb}\n");
        text.Append("```\n\n| From | Verb | To | Who |\n|---|---|---|---|\n");
        foreach (var (from, verb, to, who) in subject.Rows)
            text.Append($"| {Words.Of(from)} | {verb} | {Words.Of(to)} | {who} |\n");
        Holds($"docs/states/{machine}.md", text.ToString());
    }

    [Fact]
    public void The_table_of_permissions_is_current()
    {
        var roles = Enum.GetValues<Role>();
        var text = new StringBuilder(
            "# Who may do what\n\nPrinted from the code by a test; don't edit. Rules about one record (a conflict of interest, the same person twice) come on top.\n\n| Permission | "
        );
        text.AppendJoin(" | ", roles.Select(r => Words.Of(r.ToString()))).Append(" |\n|---|");
        text.Append(string.Concat(roles.Select(_ => "---|"))).Append('\n');
        foreach (var permission in Enum.GetValues<Permission>())
        {
            text.Append($"| {Words.Of(permission.ToString())} | ");
            text.AppendJoin(
                    " | ",
                    roles.Select(r => Roles.Permissions[r].Contains(permission) ? "yes" : "")
                )
                .Append(" |\n");
        }
        Holds("docs/permissions.md", text.ToString());
    }

    private static void Holds(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (Environment.GetEnvironmentVariable("GRANTS_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, expected);
        }
        File.Exists(file).Should().BeTrue($"{path} is printed with GRANTS_WRITE_DOCS=1");
        File.ReadAllText(file).Should().Be(expected);
    }
}
