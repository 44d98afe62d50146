using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Grants.Data.Providers.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Deliveries : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "LooksAtAll",
                table: "Deliverables",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsRejected",
                table: "BatchItems",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Material",
                table: "BatchItems",
                type: "TEXT",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "MaterialLineId",
                table: "BatchItems",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Units",
                table: "BatchItems",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "FixityAt",
                table: "BatchFiles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FixityProblem",
                table: "BatchFiles",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ProvedBy",
                table: "BatchFiles",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SenderStamp",
                table: "BatchFiles",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AcceptedItems",
                table: "Batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsCatalogued",
                table: "Batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "FixityAskedAt",
                table: "Awards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StorageQuota",
                table: "Awards",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KnownNames",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    SourceUri = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownNames", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MaterialLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeliverableId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Collection = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Material = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Promised = table.Column<int>(type: "INTEGER", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    RightsUri = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MaterialLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MaterialLines_Deliverables_DeliverableId",
                        column: x => x.DeliverableId,
                        principalTable: "Deliverables",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ProfileVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Edition = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Level = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Material = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Rules = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProfileVersions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "QualityControls",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Seed = table.Column<int>(type: "INTEGER", nullable: false),
                    Items = table.Column<int>(type: "INTEGER", nullable: false),
                    Scope = table.Column<int>(type: "INTEGER", nullable: false),
                    BeganAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BeganBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QualityControls", x => x.Id);
                    table.ForeignKey(
                        name: "FK_QualityControls_Batches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "Batches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SheetEdits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchFileId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false),
                    Column = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    Was = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    ByName = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SheetEdits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SheetEdits_BatchFiles_BatchFileId",
                        column: x => x.BatchFileId,
                        principalTable: "BatchFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SheetHeadings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrganizationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Heading = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Field = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SheetHeadings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SheetHeadings_Organizations_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organizations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NameVariants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    KnownNameId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameVariants", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NameVariants_KnownNames_KnownNameId",
                        column: x => x.KnownNameId,
                        principalTable: "KnownNames",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DeliverableProfiles",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeliverableId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProfileVersionId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliverableProfiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeliverableProfiles_Deliverables_DeliverableId",
                        column: x => x.DeliverableId,
                        principalTable: "Deliverables",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DeliverableProfiles_ProfileVersions_ProfileVersionId",
                        column: x => x.ProfileVersionId,
                        principalTable: "ProfileVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SampledItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    QualityControlId = table.Column<Guid>(type: "TEXT", nullable: false),
                    BatchItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Material = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    JudgedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    JudgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SampledItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SampledItems_BatchItems_BatchItemId",
                        column: x => x.BatchItemId,
                        principalTable: "BatchItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SampledItems_QualityControls_QualityControlId",
                        column: x => x.QualityControlId,
                        principalTable: "QualityControls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Defects",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SampledItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FileId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Mark_X = table.Column<double>(type: "REAL", nullable: true),
                    Mark_Y = table.Column<double>(type: "REAL", nullable: true),
                    Mark_Width = table.Column<double>(type: "REAL", nullable: true),
                    Mark_Height = table.Column<double>(type: "REAL", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Defects", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Defects_BatchFiles_FileId",
                        column: x => x.FileId,
                        principalTable: "BatchFiles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Defects_SampledItems_SampledItemId",
                        column: x => x.SampledItemId,
                        principalTable: "SampledItems",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_BatchItems_BatchId_Identifier",
                table: "BatchItems",
                columns: new[] { "BatchId", "Identifier" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchItems_MaterialLineId",
                table: "BatchItems",
                column: "MaterialLineId");

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_BatchId_Sha256",
                table: "BatchFiles",
                columns: new[] { "BatchId", "Sha256" });

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_FixityAt",
                table: "BatchFiles",
                column: "FixityAt");

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_FixityProblem",
                table: "BatchFiles",
                column: "FixityProblem");

            migrationBuilder.CreateIndex(
                name: "IX_BatchFiles_Sha256",
                table: "BatchFiles",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_Defects_FileId",
                table: "Defects",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_Defects_SampledItemId",
                table: "Defects",
                column: "SampledItemId");

            migrationBuilder.CreateIndex(
                name: "IX_DeliverableProfiles_DeliverableId_ProfileVersionId",
                table: "DeliverableProfiles",
                columns: new[] { "DeliverableId", "ProfileVersionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeliverableProfiles_ProfileVersionId",
                table: "DeliverableProfiles",
                column: "ProfileVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_KnownNames_Key",
                table: "KnownNames",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_MaterialLines_DeliverableId_Number",
                table: "MaterialLines",
                columns: new[] { "DeliverableId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_NameVariants_Key",
                table: "NameVariants",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_NameVariants_KnownNameId",
                table: "NameVariants",
                column: "KnownNameId");

            migrationBuilder.CreateIndex(
                name: "IX_ProfileVersions_Key_Number",
                table: "ProfileVersions",
                columns: new[] { "Key", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_QualityControls_BatchId",
                table: "QualityControls",
                column: "BatchId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SampledItems_BatchItemId",
                table: "SampledItems",
                column: "BatchItemId");

            migrationBuilder.CreateIndex(
                name: "IX_SampledItems_QualityControlId_Number",
                table: "SampledItems",
                columns: new[] { "QualityControlId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SampledItems_QualityControlId_Verdict",
                table: "SampledItems",
                columns: new[] { "QualityControlId", "Verdict" });

            migrationBuilder.CreateIndex(
                name: "IX_SheetEdits_BatchFileId",
                table: "SheetEdits",
                column: "BatchFileId");

            migrationBuilder.CreateIndex(
                name: "IX_SheetHeadings_OrganizationId_Heading",
                table: "SheetHeadings",
                columns: new[] { "OrganizationId", "Heading" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_BatchItems_MaterialLines_MaterialLineId",
                table: "BatchItems",
                column: "MaterialLineId",
                principalTable: "MaterialLines",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_BatchItems_MaterialLines_MaterialLineId",
                table: "BatchItems");

            migrationBuilder.DropTable(
                name: "Defects");

            migrationBuilder.DropTable(
                name: "DeliverableProfiles");

            migrationBuilder.DropTable(
                name: "MaterialLines");

            migrationBuilder.DropTable(
                name: "NameVariants");

            migrationBuilder.DropTable(
                name: "SheetEdits");

            migrationBuilder.DropTable(
                name: "SheetHeadings");

            migrationBuilder.DropTable(
                name: "SampledItems");

            migrationBuilder.DropTable(
                name: "ProfileVersions");

            migrationBuilder.DropTable(
                name: "KnownNames");

            migrationBuilder.DropTable(
                name: "QualityControls");

            migrationBuilder.DropIndex(
                name: "IX_BatchItems_BatchId_Identifier",
                table: "BatchItems");

            migrationBuilder.DropIndex(
                name: "IX_BatchItems_MaterialLineId",
                table: "BatchItems");

            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_BatchId_Sha256",
                table: "BatchFiles");

            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_FixityAt",
                table: "BatchFiles");

            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_FixityProblem",
                table: "BatchFiles");

            migrationBuilder.DropIndex(
                name: "IX_BatchFiles_Sha256",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "LooksAtAll",
                table: "Deliverables");

            migrationBuilder.DropColumn(
                name: "IsRejected",
                table: "BatchItems");

            migrationBuilder.DropColumn(
                name: "Material",
                table: "BatchItems");

            migrationBuilder.DropColumn(
                name: "MaterialLineId",
                table: "BatchItems");

            migrationBuilder.DropColumn(
                name: "Units",
                table: "BatchItems");

            migrationBuilder.DropColumn(
                name: "FixityAt",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "FixityProblem",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "ProvedBy",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "SenderStamp",
                table: "BatchFiles");

            migrationBuilder.DropColumn(
                name: "AcceptedItems",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "IsCatalogued",
                table: "Batches");

            migrationBuilder.DropColumn(
                name: "FixityAskedAt",
                table: "Awards");

            migrationBuilder.DropColumn(
                name: "StorageQuota",
                table: "Awards");
        }
    }
}
