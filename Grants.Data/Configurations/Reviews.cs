using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.Property(r => r.SubmittedTotal).HasPrecision(9, 4);
        review.Property(r => r.OverallComment).HasMaxLength(-1);
        review.Property(r => r.Declaration).HasMaxLength(4000);
        review.HasIndex(r => new { r.ApplicationId, r.ReviewerId }).IsUnique();
        review.HasIndex(r => r.ReviewerId);
        review
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(r => r.ApplicationId)
            .OnDelete(DeleteBehavior.Restrict);
        review
            .HasOne<Call>()
            .WithMany()
            .HasForeignKey(r => r.CallId)
            .OnDelete(DeleteBehavior.Restrict);
        review
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(r => r.ReviewerId)
            .OnDelete(DeleteBehavior.Restrict);
        review
            .HasMany(r => r.Scores)
            .WithOne()
            .HasForeignKey("ReviewId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CriterionScoreConfiguration : IEntityTypeConfiguration<CriterionScore>
{
    public void Configure(EntityTypeBuilder<CriterionScore> score)
    {
        score.Property<Guid>("ReviewId");
        score.ToTable("CriterionScores");
        score.HasKey("ReviewId", nameof(CriterionScore.CriterionKey));
        score.Property(s => s.CriterionKey).HasMaxLength(100);
        score.Property(s => s.Comment).HasMaxLength(-1);
    }
}
