using Grants.Domain.Kernel;

namespace Grants.Tests.Domain;

public sealed class StateMachineTests
{
    public static TheoryData<string> Machines => [.. StateMachines.All.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_tables_moves_succeed_and_all_others_are_refused(string machine)
    {
        var subject = StateMachines.All.Single(m => m.Name == machine);
        var wrong = new List<string>();
        foreach (var (state, verb) in subject.Pairs)
        {
            var allowed = subject
                .Rows.Where(r => r.From == state && r.Verb == verb)
                .Select(r => r.To)
                .ToList();
            try
            {
                var after = subject.Try(state, verb);
                // A condition that is met outside its state is kept and moves nothing.
                if (
                    after != state
                    && !allowed.Contains(after)
                    && !FollowsAtOnce(machine, verb, after)
                )
                    wrong.Add($"{verb} in {state} led to {after}");
                if (after == state && allowed.Count > 0 && !allowed.Contains(state))
                    wrong.Add($"{verb} in {state} changed nothing");
            }
            catch (RefusedException)
            {
                if (allowed.Count > 0)
                    wrong.Add($"{verb} in {state} was refused, the table allows it");
            }
        }
        wrong.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_verb_of_the_table_is_tried(string machine)
    {
        var subject = StateMachines.All.Single(m => m.Name == machine);
        subject.Verbs.Should().BeEquivalentTo(subject.Rows.Select(r => r.Verb).Distinct());
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_state_can_be_reached(string machine)
    {
        var subject = StateMachines.All.Single(m => m.Name == machine);
        var states = subject.Pairs.Select(p => p.State).Distinct().ToList();
        var first = states[0];
        states.Where(s => s != first && subject.Rows.All(r => r.To != s)).Should().BeEmpty();
    }

    /// <summary>Activating a tranche without open conditions makes it due in the same act.</summary>
    private static bool FollowsAtOnce(string machine, string verb, string after) =>
        (machine, verb, after) is ("Tranche", "Activate", "Due");
}
