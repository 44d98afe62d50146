using Grants.Web.Features.Applications.Form;

namespace Grants.Tests.Features.Applications;

/// <summary>Who has which form open.</summary>
public sealed class OpenFormsTests
{
    private readonly OpenFormsHere _forms = new();
    private readonly Guid _application = Guid.CreateVersion7();

    [Fact]
    public void Others_are_seen_where_they_are_until_they_go()
    {
        var (ada, olga) = (Sit("Ada"), Sit("Olga"));
        var moves = 0;
        ada.Moved += () => moves++;
        ada.Others.Should().BeEmpty("Olga has no section yet");

        olga.MoveTo("budget");
        ada.Others.Select(o => (o.Name, o.Section)).Should().Equal(("Olga", "budget"));
        olga.MoveTo("budget");
        olga.StandUp();
        ada.Others.Should().BeEmpty();
        olga.MoveTo("rights");
        olga.Dispose();
        ada.Others.Should().BeEmpty();
        moves.Should().Be(4, "came, stood up, came back, went");
    }

    [Fact]
    public void Ones_own_other_window_isnt_somebody_else()
    {
        var me = Guid.CreateVersion7();
        var (one, two) = (_forms.Sit(_application, me, "Ada"), _forms.Sit(_application, me, "Ada"));
        two.MoveTo("budget");
        one.Others.Should().BeEmpty();
    }

    [Fact]
    public void News_go_to_every_window_of_the_application_and_to_no_other()
    {
        var (ada, elsewhere) = (
            Sit("Ada"),
            _forms.Sit(Guid.CreateVersion7(), Guid.CreateVersion7(), "Eve")
        );
        List<FormNews> heard = [];
        ada.Told += heard.Add;
        elsewhere.Told += _ => throw new InvalidOperationException("Not hers.");

        _forms.Tell(_application, new FormNews("title", 3));

        heard.Should().Equal(new FormNews("title", 3));
    }

    private IFormSeat Sit(string name) => _forms.Sit(_application, Guid.CreateVersion7(), name);
}
