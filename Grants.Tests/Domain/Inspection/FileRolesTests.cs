using Grants.Domain.Inspection.Profiles;

namespace Grants.Tests.Domain.Inspection;

public sealed class FileRolesTests
{
    [Theory]
    [InlineData("box_0001.tif", true, false, "box_0001")]
    [InlineData("box_0001_m.TIF", true, false, "box_0001")]
    [InlineData("box_0001_a.jpg", false, true, "box_0001")]
    [InlineData("box_0001_ACCESS.pdf", false, true, "box_0001")]
    [InlineData("box_0001_thumb.jpg", false, false, "box_0001")]
    [InlineData("box_0001_t.txt", false, false, "box_0001")]
    [InlineData("sheet.csv", false, false, "sheet")]
    [InlineData("bag.zip", false, false, "bag")]
    public void A_name_tells_masters_from_access_copies(
        string name,
        bool isMaster,
        bool isAccessCopy,
        string stem
    ) =>
        (FileRoles.IsMaster(name), FileRoles.IsAccessCopy(name), FileRoles.StemOf(name))
            .Should()
            .Be((isMaster, isAccessCopy, stem));

    [Theory]
    [InlineData("a_a.jpg", "A.tif", true)]
    [InlineData("BOX_A.JPG", "box_m.tif", true)]
    [InlineData("box_access.pdf", "box.tif", true)]
    [InlineData("box_a.jpg", "box_a.jpg", false)]
    [InlineData("box_a.jpg", "box_access.jpg", false)]
    [InlineData("box_thumb.jpg", "box.tif", false)]
    [InlineData("box_a.jpg", "bo.tif", false)]
    public void A_copy_belongs_to_the_master_of_its_name(
        string copy,
        string master,
        bool expected
    ) => FileRoles.IsAccessCopyOf(copy, master).Should().Be(expected);
}
