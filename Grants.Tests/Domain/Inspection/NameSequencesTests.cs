using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;

namespace Grants.Tests.Domain.Inspection;

public sealed class NameSequencesTests
{
    private const string Item = "org_papers_b1_f2_i3";

    [Theory]
    [InlineData("0001 0002 0003", null)]
    [InlineData("0000 0001", null)]
    [InlineData("0001", null)]
    [InlineData("0001 0002 0004", "0003")]
    [InlineData("0001 0002 0004 0005 0006 0010 0012", "0003, 0007-0009, 0011")]
    [InlineData("0003 0004", "0001-0002")]
    [InlineData("0002", "0001")]
    [InlineData("1 2 9 10 12", "3-8, 11")]
    [InlineData("0001 0002 0002", null)]
    [InlineData("9999 10000", "0001-9998")]
    public void Numbers_that_are_missing_are_named(string numbers, string? missing)
    {
        var findings = NameSequences.Check(
            numbers.Split(' ').Reverse().Select(n => ($"{Item}_{n}_m.tif", (int?)null))
        );
        if (missing is null)
        {
            findings.Should().BeEmpty();
            return;
        }
        var gap = findings.Should().ContainSingle().Subject;
        (gap.Code, gap.Severity, gap.Found)
            .Should()
            .Be((FindingCodes.SequenceGap, FindingSeverity.Warning, $"without {missing}"));
        gap.Message.Should().Contain($"{Item} {missing} ");
    }

    [Theory]
    [InlineData("1 2 10", null)]
    [InlineData("9999 10000", null)]
    [InlineData("0001 002", "0001")]
    [InlineData("01 2", "01")]
    public void Leading_zeros_are_the_same_within_an_item(string numbers, string? other)
    {
        var padding = NameSequences
            .Check(numbers.Split(' ').Select(n => ($"{Item}_{n}.tif", (int?)4)))
            .Where(f => f.Code == FindingCodes.SequencePadding)
            .ToList();
        padding.Select(f => f.Found).Should().Equal(other is null ? [] : [other]);
    }

    [Theory]
    [InlineData("1m 1a 2m 2a", null)]
    [InlineData("1m 2m", null)]
    [InlineData("1a 2a", null)]
    [InlineData("1m 1a 2m", "no access copy of 2")]
    [InlineData("1m 1a 2a 3a", "no master of 2-3")]
    public void Where_some_have_master_and_access_copy_all_should(string files, string? alone)
    {
        var found = NameSequences
            .Check(
                files
                    .Split(' ')
                    .Select(f => ($"{Item}_{f[0]}_{f[1]}.{(f[1] == 'm' ? "tif" : "jpg")}", (int?)4))
            )
            .Where(f => f.Code is FindingCodes.AccessCopyMissing or FindingCodes.MasterMissing);
        found.Select(f => f.Found).Should().Equal(alone is null ? [] : [alone]);
    }

    [Fact]
    public void The_number_of_a_shorter_name_counts_within_a_row_only()
    {
        NameSequences.Check([("ta_0005.tif", 2), ("ta_0009.tif", 3)]).Should().BeEmpty();
        NameSequences.Check([("ta_0005.tif", null), ("ta_0009.tif", null)]).Should().BeEmpty();
        NameSequences
            .Check([("ta_0005.tif", 2), ("ta_0006.tif", 2), ("ta_0009.tif", 2)])
            .Should()
            .ContainSingle()
            .Which.Found.Should()
            .Be("without 0007-0008");
        NameSequences.Check([("notes.txt", null), ("rally_1975.txt", 4)]).Should().BeEmpty();
    }

    [Fact]
    public void Items_come_in_the_order_that_people_count_in()
    {
        NameSequences
            .Check(
                ((string[])["o_p_b10_f1_i1_2.tif", "o_p_b2_f1_i1_2.tif"]).Select(n =>
                    (n, (int?)null)
                )
            )
            .Select(f => f.Path)
            .Should()
            .Equal("o_p_b2_f1_i1_2.tif", "o_p_b10_f1_i1_2.tif");
    }

    [Fact]
    public void A_delivery_is_told_of_its_gaps()
    {
        var names = new[] { $"{Item}_0001.tif", $"{Item}_0003.tif" };
        BatchCheck
            .Run(
                [
                    SampleFiles.File("sheet.csv", SampleFiles.Sheet(string.Join("; ", names))),
                    .. names.Select(
                        (n, i) => SampleFiles.File(n, SampleFiles.Tiff(shade: (byte)i))
                    ),
                ],
                Grants.Domain.Inspection.Sheets.MetadataProfile.Core,
                new FileChecks(ProfileChoice.Default, []),
                _ => { },
                CancellationToken.None
            )
            .Findings.Should()
            .ContainSingle(f => f.Code == FindingCodes.SequenceGap && f.Found == "without 0002");
    }
}
